using System.Text;

namespace Basecamp.Testing.Contracts;

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

    public static string Join(string path, string key) => path.Length == 0 ? Escape(key) : $"{path}.{Escape(key)}";

    /// <param name="Key">The key, or what stands for all elements or keys.</param>
    /// <param name="Special">Whether it stands for all.</param>
    public readonly record struct Step(string Key, bool Special);
}
