namespace Basecamp.Triage.Hosting;

/// <summary>Everything triage logs, with stable event ids. Never a token, a password or an address of a secret.</summary>
static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Applied {Count} migrations, up to {Version}")]
    public static partial void MigrationsApplied(this ILogger log, int count, int version);

    [LoggerMessage(2, LogLevel.Warning, "The database is at migration {Version}, newer than this version of triage")]
    public static partial void DatabaseIsNewer(this ILogger log, int version);

    [LoggerMessage(3, LogLevel.Information, "The database role may not read the server's identity; a restore is not recognised by itself")]
    public static partial void IdentityNotReadable(this ILogger log);

    [LoggerMessage(4, LogLevel.Warning,
        "The database comes from another server: paging is on hold. Look at the open incidents, then run: triage hold off")]
    public static partial void HeldAfterRestore(this ILogger log);

    [LoggerMessage(5, LogLevel.Error,
        "Key {Key} of the configuration document is skipped and stays as it was; what comes with its new token is refused. {Problem}")]
    public static partial void KeySkipped(this ILogger log, string key, string problem);

    [LoggerMessage(6, LogLevel.Information, "{Count} keys of the configuration document were made, changed or disabled")]
    public static partial void KeysWritten(this ILogger log, int count);

    [LoggerMessage(7, LogLevel.Warning, "The tokens of the configuration document's keys could not be looked at: {Error}")]
    public static partial void KeysNotRefreshed(this ILogger log, string error);

    [LoggerMessage(10, LogLevel.Information, "Page {PageId} to {Address}: incident {Incident}, step {Step}")]
    public static partial void PageLogged(this ILogger log, Guid pageId, string address, long incident, int step);

    [LoggerMessage(11, LogLevel.Error, "Page {PageId} could not be recorded; it goes out again when its lease ends")]
    public static partial void PageNotRecorded(this ILogger log, Exception e, Guid pageId);

    [LoggerMessage(12, LogLevel.Warning, "Page {PageId} by {Channel} failed")]
    public static partial void PageFailed(this ILogger log, Exception e, Guid pageId, string channel);

    [LoggerMessage(20, LogLevel.Error, "Escalation is {Seconds} seconds overdue")]
    public static partial void Overdue(this ILogger log, int seconds);

    [LoggerMessage(21, LogLevel.Warning, "The outside watcher answered {Status}")]
    public static partial void WatcherRefused(this ILogger log, int status);

    [LoggerMessage(22, LogLevel.Warning, "The outside watcher could not be reached: {Error}")]
    public static partial void WatcherUnreachable(this ILogger log, string error);

    [LoggerMessage(23, LogLevel.Error, "Engine stage {Stage} failed {Failures} times in a row")]
    public static partial void StageFailed(this ILogger log, Exception e, string stage, int failures);

    [LoggerMessage(30, LogLevel.Error, "Alerts of {Key} were not written: {Error}")]
    public static partial void AlertsNotWritten(this ILogger log, string key, string error);

    [LoggerMessage(40, LogLevel.Warning, "A single sign-on failed: {Reason}")]
    public static partial void SignOnFailed(this ILogger log, string reason);
}
