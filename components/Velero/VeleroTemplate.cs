using System.Globalization;
using Basecamp.Components.Values;

namespace Basecamp.Components.Velero;

/// <summary>What a scheduled backup holds and how long it is kept.</summary>
static class VeleroTemplate
{
    /// <summary>Body of a schedule's <c>template</c>.</summary>
    /// <param name="retentionDays">Days that a backup is kept.</param>
    /// <param name="hasSnapshots">Whether volumes are copied too.</param>
    /// <param name="included">Namespaces; <c>*</c> for all.</param>
    /// <param name="excluded">Namespaces that are left out.</param>
    public static ValueTree Of(int retentionDays, bool hasSnapshots, IEnumerable<string> included, IEnumerable<string> excluded) => new()
    {
        ["ttl"] = string.Create(CultureInfo.InvariantCulture, $"{24 * retentionDays}h0m0s"),
        ["storageLocation"] = "default",
        ["snapshotMoveData"] = hasSnapshots,
        ["snapshotVolumes"] = hasSnapshots,
        ["includedNamespaces"] = included,
        ["excludedNamespaces"] = excluded.Any() ? excluded : null,
    };
}
