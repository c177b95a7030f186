using System.Text.RegularExpressions;
using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Vendor;

/// <summary>
/// The charts of <c>vendor/charts</c> and what they must be: <c>vendor/charts.lock</c>, one line each with name, version, source and SHA-256 digest.
/// </summary>
/// <param name="Entries">The charts, sorted by name, version and source.</param>
sealed partial record ChartLock(IReadOnlyList<LockedChart> Entries)
{
    const string Header = "# Charts in vendor/charts: name, version, source, SHA-256. './basecamp vendor' writes this.";

    /// <summary>A lock of nothing.</summary>
    public static ChartLock Empty { get; } = new([]);

    /// <summary>The line of a chart; null when there is none.</summary>
    public LockedChart? Of(ChartPin pin) => Entries.FirstOrDefault(entry => entry.Pin == pin);

    /// <summary>This lock with a chart added; what had the same file before is gone, also when it came from elsewhere.</summary>
    public ChartLock With(LockedChart added) => Sorted(Entries.Where(entry => entry.FileName != added.FileName).Append(added));

    /// <summary>This lock with those charts only that pass.</summary>
    public ChartLock Where(Func<ChartPin, bool> isKept) => Sorted(Entries.Where(entry => isKept(entry.Pin)));

    /// <summary>The text of the file.</summary>
    public override string ToString() => string.Concat(Entries.Select(entry => $"{entry}\n").Prepend($"{Header}\n"));

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="VendorException">A line is none of a lock.</exception>
    public static ChartLock Parse(string text, string shown)
    {
        var entries = new List<LockedChart>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Length == 0 || lines[index][0] == '#')
                continue;
            if (Line().Match(lines[index]) is not { Success: true } match)
                throw new VendorException(
                    $"{shown}:{index + 1} is '{lines[index]}', but a line is name, version, source and SHA-256 digest with a blank between. "
                    + "Restore the file from git, or remove it and run ./basecamp vendor again.");
            entries.Add(new(new(match.Groups["name"].Value, match.Groups["source"].Value, match.Groups["version"].Value), match.Groups["digest"].Value));
        }
        return Sorted(entries);
    }

    static ChartLock Sorted(IEnumerable<LockedChart> entries) => new(
    [
        .. entries.OrderBy(entry => entry.Pin.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Pin.Version, StringComparer.Ordinal).ThenBy(entry => entry.Pin.Repository, StringComparer.Ordinal),
    ]);

    // Name and version become a file's name: nothing in them leads out of its directory.
    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9][A-Za-z0-9._-]*) (?<version>[A-Za-z0-9][A-Za-z0-9.+_-]*) (?<source>(?:https?|oci)://\S+) (?<digest>[0-9a-f]{64})\z")]
    private static partial Regex Line();

    /// <summary>Whether a chart can have a line, and so a file.</summary>
    public static bool CanHold(ChartPin pin) => Line().IsMatch($"{new LockedChart(pin, new string('0', 64))}");
}

/// <summary>A chart and the SHA-256 digest of its archive.</summary>
/// <param name="Pin">Name, version and source.</param>
/// <param name="Digest">In lower-case hexadecimal digits.</param>
sealed record LockedChart(ChartPin Pin, string Digest)
{
    /// <summary>Name of the archive in <c>vendor/charts</c>.</summary>
    public string FileName => FileNameOf(Pin);

    /// <summary>Name of a chart's archive in <c>vendor/charts</c>.</summary>
    public static string FileNameOf(ChartPin pin) => $"{pin.Name}-{pin.Version}.tgz";

    /// <summary>The line in the lock.</summary>
    public override string ToString() => $"{Pin.Name} {Pin.Version} {Pin.Repository} {Digest}";
}
