using System.Text;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>What a script gets on stdin.</summary>
sealed class InputDocument
{
    readonly List<(string Name, string Value)> values = [];
    readonly List<string> files = [];

    public InputDocument Set(string name, object value)
    {
        values.RemoveAll(pair => pair.Name == name);
        values.Add((name, value is bool flag ? (flag ? "true" : "false") : value.ToString()!));
        return this;
    }

    public InputDocument Without(string name)
    {
        values.RemoveAll(pair => pair.Name == name);
        return this;
    }

    public InputDocument File(string mode, string path, string content)
    {
        files.RemoveAll(line => line.Split(' ')[2] == path);
        files.Add($"FILE {mode} {path} {Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}");
        return this;
    }

    public InputDocument WithoutFile(string path)
    {
        files.RemoveAll(line => line.Split(' ')[2] == path);
        return this;
    }

    public override string ToString() =>
        string.Concat(
            ["basecamp-input 1\n", .. values.Select(pair => $"{pair.Name}={pair.Value}\n"), .. files.Select(line => $"{line}\n"), "END\n"]);
}
