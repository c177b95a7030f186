using System.Collections.Immutable;
using System.Text;
using Pulumi;

namespace Basecamp.Components.Hosts;

/// <summary>What a host script reads from stdin: variables and files, in the format of <c>scripts/lib/input.sh</c>.</summary>
/// <remarks>The closing <c>END</c> line lets the script refuse a truncated document before it changes anything.</remarks>
public sealed class HostInput
{
    /// <summary>A document without variables and files.</summary>
    public static HostInput Empty { get; } = new([], []);

    readonly ImmutableList<string> plain;
    readonly ImmutableList<Output<string>> flowing;

    HostInput(ImmutableList<string> plain, ImmutableList<Output<string>> flowing) => (this.plain, this.flowing) = (plain, flowing);

    /// <summary>Adds a variable known now.</summary>
    /// <exception cref="ArgumentException">The value holds a line break, which the format cannot carry.</exception>
    public HostInput With(string name, string value) => new(plain.Add(Line(name, value)), flowing);

    /// <summary>Adds a number.</summary>
    public HostInput With(string name, int value) => With(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds <c>true</c> or <c>false</c>.</summary>
    public HostInput With(string name, bool value) => With(name, value ? "true" : "false");

    /// <summary>Adds a duration in whole seconds.</summary>
    public HostInput With(string name, TimeSpan value) => With(name, (int)value.TotalSeconds);

    /// <summary>Adds values separated by spaces.</summary>
    public HostInput With(string name, IEnumerable<string> values) => With(name, string.Join(' ', values));

    /// <summary>Adds a variable when there is a value.</summary>
    public HostInput WithOptional(string name, string? value) => string.IsNullOrEmpty(value) ? this : With(name, value);

    /// <summary>Adds a variable whose value flows in, such as a generated token.</summary>
    public HostInput With(string name, Output<string> value) => new(plain, flowing.Add(value.Apply(text => Line(name, text ?? ""))));

    /// <summary>Adds files.</summary>
    public HostInput With(IEnumerable<HostFile> files) =>
        new(plain, flowing.AddRange(files.Select(file => file.Content.Apply(content => Line(file, content ?? "")))));

    /// <summary>The document. Secret as soon as one part of it is.</summary>
    public Output<string> ToOutput()
    {
        var head = string.Concat(plain);
        return flowing.IsEmpty
            ? Output.Create(Document(head, []))
            : Output.All(flowing).Apply(lines => Document(head, lines));
    }

    static string Document(string head, IEnumerable<string> lines) => $"basecamp-input 1\n{head}{string.Concat(lines)}END\n";

    static string Line(string name, string value) => value.AsSpan().IndexOfAny('\n', '\r') < 0
        ? $"{name}={value}\n"
        : throw new ArgumentException($"{name} holds a line break; pass it as a file.", nameof(value));

    static string Line(HostFile file, string content) =>
        $"FILE {file.Mode} {file.Path} {Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}\n";
}
