using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Basecamp.Components.Hosts;

/// <summary>A bash script embedded in this library, composed with the parts it includes into one command line.</summary>
/// <remarks>
/// The command line holds only the script. Everything that varies, secrets above all, arrives on stdin (<see cref="HostInput"/>), so
/// nothing is ever substituted into a script and nothing secret shows up in a process list.
/// </remarks>
public static partial class HostScript
{
    static readonly ConcurrentDictionary<string, string> Remote = new(StringComparer.Ordinal);
    static readonly ConcurrentDictionary<string, string> Local = new(StringComparer.Ordinal);

    /// <summary>The command that runs script <paramref name="name"/> as root on a machine, by sudo where the user is another.</summary>
    /// <param name="name">File name without <c>.sh</c>, e.g. <c>node-install</c>.</param>
    /// <param name="argument">The script's one argument: a plain word. Default: none.</param>
    public static string AsRoot(string name, string? argument = null)
    {
        var command = Remote.GetOrAdd(name, static script =>
            $"if [ \"$(id -u)\" -eq 0 ]; then set --; else set -- sudo -n; fi; exec \"$@\" bash -c {Quote(Compose(script))} basecamp-{script}");
        return argument is null ? command : $"{command} {argument}";
    }

    /// <summary>The command that runs script <paramref name="name"/> as the current user on this machine.</summary>
    public static string AsUser(string name) => Local.GetOrAdd(name, static script =>
        $"exec bash -c {Quote(Compose(script))} basecamp-{script}");

    /// <summary>The script's text with its includes in place.</summary>
    /// <exception cref="ArgumentException">There is no such script.</exception>
    public static string Compose(string name) =>
        IncludeLine().Replace(Read($"scripts/{name}.sh"), include => Read($"scripts/lib/{include.Groups["part"].Value}.sh"));

    static string Read(string resource)
    {
        using var stream = typeof(HostScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new ArgumentException($"There is no script '{resource}' in this library.", nameof(resource));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^\. ""\$\{BASECAMP_LIB\}/(?<part>[a-z0-9-]+)\.sh""$", RegexOptions.Multiline)]
    private static partial Regex IncludeLine();
}
