using System.Globalization;

namespace Basecamp.Components.Postgres;

/// <summary>Settings of postgresql.conf that follow from an instance's memory and volumes.</summary>
static class PostgresParameters
{
    public static SortedDictionary<string, string> For(PostgresClusterSpec spec)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["shared_buffers"] = MB(spec.MemoryMiB / 4),
            ["effective_cache_size"] = MB(spec.MemoryMiB * 3 / 4),
            ["maintenance_work_mem"] = MB(Math.Max(64, spec.MemoryMiB / 16)),
            ["max_wal_size"] = MB(spec.WalStorageGiB * 1024 / 4),
            // A standby that stays away loses its slot before it fills the primary's disk.
            ["max_slot_wal_keep_size"] = MB(spec.WalStorageGiB * 1024 / 2),
        };
        foreach (var (key, value) in spec.Parameters)
            parameters[key] = value;
        return parameters;
    }

    // PostgreSQL calls mebibytes MB.
    static string MB(int size) => string.Create(CultureInfo.InvariantCulture, $"{size}MB");
}
