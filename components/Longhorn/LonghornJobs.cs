using Basecamp.Components.Values;

namespace Basecamp.Components.Longhorn;

/// <summary>What Longhorn does to volumes on a schedule.</summary>
static class LonghornJobs
{
    /// <summary>Group of volumes whose content is backed up by somebody else.</summary>
    public const string DatabaseGroup = "database";

    public static IEnumerable<LonghornJob> Of(LonghornSpec spec, bool hasStore)
    {
        if (spec.Snapshots is { } snapshots)
            yield return new("snapshot", "snapshot", snapshots.Schedule, snapshots.Keep, Concurrency: 2, ["default"]);
        if (spec.Backups is { } backups && hasStore)
            yield return new("backup", "backup", backups.Schedule, backups.Keep, Concurrency: 1, ["default"]);
        // Gives deleted files' space back: volumes only ever grow otherwise.
        yield return new("trim", "filesystem-trim", "45 4 * * 6", 0, Concurrency: 1, ["default", DatabaseGroup]);
        // Rebuilds leave snapshots of their own behind.
        yield return new("cleanup", "snapshot-cleanup", "45 3 * * *", 0, Concurrency: 1, ["default", DatabaseGroup]);
    }
}

/// <summary>One such job.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Task">What it does, in Longhorn's words.</param>
/// <param name="Schedule">When, five fields.</param>
/// <param name="Keep">How many results stay; 0 where there are none.</param>
/// <param name="Concurrency">On how many volumes at once.</param>
/// <param name="Groups">On which volumes.</param>
sealed record LonghornJob(string Name, string Task, string Schedule, int Keep, int Concurrency, string[] Groups)
{
    public ValueTree ToSpec() => new()
    {
        ["name"] = Name,
        ["task"] = Task,
        ["cron"] = Schedule,
        ["retain"] = Keep,
        ["concurrency"] = Concurrency,
        ["groups"] = Groups,
    };
}
