using System.Collections.Concurrent;

namespace Basecamp.Triage.Incidents;

/// <summary>
/// Answers of the list, kept as long as their version is the current one: many readers of one list cost one query for it.
/// The version is asked from the database every time, so a kept answer is never older than what is there, except for its
/// server_time.
/// </summary>
sealed class ListCache
{
    public const string ContentType = "application/json; charset=utf-8";
    const int MostEntries = 200;

    readonly ConcurrentDictionary<string, (string Version, byte[] Body)> entries = new(StringComparer.Ordinal);

    public byte[]? Find(string key, string version) => entries.TryGetValue(key, out var kept) && kept.Version == version ? kept.Body : null;

    public void Keep(string key, string version, byte[] body)
    {
        if (entries.Count >= MostEntries)
            entries.Clear();
        entries[key] = (version, body);
    }
}
