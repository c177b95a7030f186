using System.Text;
using Basecamp.Testing;

namespace Basecamp.Tests;

/// <summary>The input document of a recorded host command, taken apart.</summary>
sealed class HostDocument
{
    public IReadOnlyDictionary<string, string> Variables { get; }

    public IReadOnlyDictionary<string, (string Mode, string Text)> Files { get; }

    HostDocument(Dictionary<string, string> variables, Dictionary<string, (string, string)> files) => (Variables, Files) = (variables, files);

    public string this[string variable] => Variables[variable];

    public static HostDocument Of(RecordedResource command) => Parse((string)command.Inputs["stdin"]);

    public static HostDocument Parse(string text)
    {
        var lines = text.Split('\n');
        Assert.Equal("basecamp-input 1", lines[0]);
        Assert.Equal(["END", ""], lines[^2..]);
        var variables = new Dictionary<string, string>();
        var files = new Dictionary<string, (string, string)>();
        foreach (var line in lines[1..^2])
        {
            if (line.StartsWith("FILE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                files.Add(parts[2], (parts[1], Encoding.UTF8.GetString(Convert.FromBase64String(parts[3]))));
            }
            else
            {
                var parts = line.Split('=', 2);
                variables.Add(parts[0], parts[1]);
            }
        }
        return new(variables, files);
    }
}
