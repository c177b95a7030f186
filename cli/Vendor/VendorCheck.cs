using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Vendor;

/// <summary>Compares what a project has at hand with its lock, and the lock with what a stack installs. Asks nobody.</summary>
static class VendorCheck
{
    /// <summary>Everything that differs, a sentence each; nothing when all is well.</summary>
    /// <param name="charts">What is at hand.</param>
    /// <param name="pins">What the stack installs.</param>
    /// <exception cref="VendorException">The lock cannot be read.</exception>
    public static IReadOnlyList<string> Check(VendoredCharts charts, IReadOnlyList<ChartPin> pins)
    {
        var locked = charts.ReadLock();
        var listed = locked.Entries.Select(entry => entry.FileName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. pins.Where(pin => locked.Of(pin) is null).Select(pin => $"{pin} is what the stack installs, but {Instead(pin, locked)}."),
            .. locked.Entries.Select(entry => Damage(charts, entry)).OfType<string>(),
            .. charts.Archives.Where(archive => !listed.Contains(archive))
                .Select(archive => $"{VendoredCharts.Shown}/{archive} is there, but not in {VendoredCharts.ShownLock}: nobody knows whether it is the published one."),
        ];
    }

    static string Instead(ChartPin pin, ChartLock locked)
    {
        var same = locked.Entries.Where(entry => entry.Pin.Name == pin.Name).Select(entry => entry.Pin).ToList();
        if (same.FirstOrDefault(other => other.Version == pin.Version) is { } elsewhere)
            return $"{VendoredCharts.ShownLock} has it from {elsewhere.Repository}, not from {pin.Repository}";
        return same.Count == 0
            ? $"{VendoredCharts.ShownLock} does not have it"
            : $"{VendoredCharts.ShownLock} has {string.Join(" and ", same.Select(other => other.Version))}";
    }

    static string? Damage(VendoredCharts charts, LockedChart entry) => charts.DigestOf(entry.Pin) switch
    {
        null => $"{VendoredCharts.Shown}/{entry.FileName} is missing.",
        var digest when digest != entry.Digest =>
            $"{VendoredCharts.Shown}/{entry.FileName} was changed: it has the SHA-256 digest {digest}, but {VendoredCharts.ShownLock} says {entry.Digest}.",
        _ => null,
    };
}
