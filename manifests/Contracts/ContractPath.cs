using System.Text;

namespace Basecamp.Manifests.Contracts;

/// <summary>The paths of contract files: keys joined by dots, <c>[]</c> for the elements of a list, <c>*</c> for any key of a map.</summary>
static class ContractPath
{
    public const string Element = "[]";
    public const string AnyKey = "*";

    /// <summary>A key as it stands in a path.</summary>
    public static string Escape(string key)
    {
        if (key.AsSpan().IndexOfAny(@"\.[* ") < 0)
            return key;
        return key.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(".", @"\.", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal)
            .Replace(" ", @"\s", StringComparison.Ordinal);
    }

    /// <summary>Keys as users write them, without escapes; <see cref="Element"/> and <see cref="AnyKey"/> stay.</summary>
    public static List<Step> Split(string path)
    {
        var steps = new List<Step>();
        var key = new StringBuilder();
        var escaped = false;
        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case '\\' when i + 1 < path.Length:
                    key.Append(path[++i] is 's' ? ' ' : path[i]);
                    escaped = true;
                    break;
                case '.':
                    Flush();
                    break;
                case '[' when i + 1 < path.Length && path[i + 1] == ']':
                    Flush();
                    steps.Add(new(Element, Special: true));
                    i++;
                    break;
                default:
                    key.Append(path[i]);
                    break;
            }
        }
        Flush();
        return steps;

        void Flush()
        {
            if (key.Length == 0)
                return;
            var text = key.ToString();
            steps.Add(new(text, Special: text == AnyKey && !escaped));
            key.Clear();
            escaped = false;
        }
    }

    /// <summary>The path with keys as settings are written: in brackets and quotes where they hold what separates keys.</summary>
    public static string ToSettingPath(string path)
    {
        var (written, key, isQuoted) = (new StringBuilder(), new StringBuilder(), false);
        for (var at = 0; at <= path.Length; at++)
        {
            if (at == path.Length || path[at] is '.' or '[')
            {
                if (key.Length > 0)
                    written.Append(isQuoted ? $"[\"{key}\"]" : written.Length > 0 ? $".{key}" : key.ToString());
                (isQuoted, _) = (false, key.Clear());
                if (at < path.Length && path[at] is '[')
                {
                    var end = path.IndexOf(']', at);
                    written.Append(path.AsSpan(at, end - at + 1));
                    at = end;
                }
            }
            else if (path[at] is '\\' && at + 1 < path.Length)
                (isQuoted, _) = (true, key.Append(path[++at] is 's' ? ' ' : path[at]));
            else
                key.Append(path[at]);
        }
        return written.ToString();
    }

    public static string Join(string path, string key) => path.Length == 0 ? Escape(key) : $"{path}.{Escape(key)}";

    /// <param name="Key">The key, or what stands for all elements or keys.</param>
    /// <param name="Special">Whether it stands for all.</param>
    public readonly record struct Step(string Key, bool Special);
}
