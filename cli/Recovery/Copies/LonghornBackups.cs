using System.Globalization;
using System.Text.Json;
using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>
/// Longhorn's backup store: <c>backupstore/volumes/xx/yy/VOLUME/volume.cfg</c>, which names the claim, and <c>backups/backup_ID.cfg</c> beside it
/// for each backup.
/// </summary>
static class LonghornBackups
{
    /// <summary>The oldest of the newest backups of the volumes in a namespace: how far back the whole of it goes.</summary>
    public static async Task<FoundCopy> ReadAsync(IBucket bucket, string prefix, HeldState state, CancellationToken cancellation)
    {
        var (volumes, newest) = (new List<string>(), new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        await foreach (var each in bucket.ListAsync($"{prefix}volumes/", cancellation))
        {
            if (each.Name.EndsWith("/volume.cfg", StringComparison.Ordinal))
                volumes.Add(each.Name[..^"/volume.cfg".Length]);
            else if (each.Name.IndexOf("/backups/backup_", StringComparison.Ordinal) is > 0 and var at && each.Bytes > 0)
                newest[each.Name[..at]] = newest.TryGetValue(each.Name[..at], out var known) && known > each.Changed ? known : each.Changed;
        }
        var mine = new List<(string Claim, DateTimeOffset? Newest)>();
        foreach (var volume in volumes)
            if (ClaimOf(await bucket.ReadAsync($"{volume}/volume.cfg", cancellation)) is { } claim && claim.Namespace == state.Namespace)
                mine.Add((claim.Name, newest.TryGetValue(volume, out var time) ? time : null));
        if (mine.Count == 0)
            return FoundCopy.None($"no volume of the namespace {state.Namespace} is in the backup store");
        var missing = mine.Where(each => each.Newest is null).Select(each => each.Claim).Order(StringComparer.Ordinal).ToList();
        return missing.Count > 0
            ? FoundCopy.None($"{string.Join(", ", missing)} of {state.Namespace} {(missing.Count == 1 ? "has" : "have")} no backup")
            : FoundCopy.At(mine.Min(each => each.Newest!.Value), string.Create(CultureInfo.InvariantCulture, $"{mine.Count} volume{(mine.Count == 1 ? "" : "s")}"));
    }

    // Labels.KubernetesStatus is JSON in JSON: {"namespace":"files","pvcName":"data",…}.
    static (string Namespace, string Name)? ClaimOf(string text)
    {
        try
        {
            using var volume = JsonDocument.Parse(text);
            if (!volume.RootElement.TryGetProperty("Labels", out var labels) || labels.ValueKind != JsonValueKind.Object
                || !labels.TryGetProperty("KubernetesStatus", out var status) || status.GetString() is not { } inner)
                return null;
            using var claim = JsonDocument.Parse(inner);
            return (claim.RootElement.GetProperty("namespace").GetString() ?? "", claim.RootElement.GetProperty("pvcName").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A volume that no claim was made for.
            return null;
        }
    }
}
