using System.Diagnostics;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Metrics;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Runs in every replica alike; there is no leader. One stage looks out for work, the others do it, each on its
/// own, so a slow channel never delays planning.
/// An error of a stage is counted, logged and followed by a pause, never by the end of the process.
/// </summary>
sealed class EngineLoop(
    Lookout lookout, Planner planner, Wakeups wakeups, HeartbeatExpiry heartbeats, PageClaim claim, PageMarker marker, Auditor auditor,
    Cleanup cleanup, IEnumerable<IPageChannel> channels, EngineSignal signal, EngineStatus status, EngineSeams seams, TriageMetrics metrics,
    ReplicaName replica, TriageOptions options, ILoggerFactory logs) : BackgroundService
{
    static readonly TimeSpan SendGrace = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    readonly ILogger log = logs.CreateLogger<EngineLoop>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Stopping must not come between a send and its record.
        using var sending = new CancellationTokenSource();
        var senders = channels.Select(c => new Sender(c, claim, marker, metrics, seams, replica, logs.CreateLogger<Sender>())).ToList();
        var marking = marker.WriteSent(replica.Value, sending.Token);
        var every = options.Engine.PollInterval;
        // The lookout wakes these; by themselves they look rarely, should it ever be wrong.
        var seldom = every * 10;
        await Task.WhenAll(
        [
            Stage("lookout", every, async ct =>
            {
                if (await lookout.AnythingDue(ct))
                    signal.Wake();
                return 0;
            }, 1, stoppingToken, wakes: false),
            Stage("plan", seldom, ct => planner.PlanDue(ct), Planner.Batch, stoppingToken),
            Stage("quiet", seldom, wakeups.EndQuiet, 100, stoppingToken),
            Stage("heartbeats", seldom, heartbeats.Expire, 100, stoppingToken),
            Stage("leases", every * 5, async ct =>
            {
                metrics.LeasesExpired(await claim.ReclaimExpired(ct));
                await wakeups.EndMaintenance(ct);
                return 0;
            }, 1, stoppingToken),
            Stage("audit", EngineStatus.AuditEvery, auditor.Run, 1, stoppingToken),
            Stage("cleanup", TimeSpan.FromMinutes(10), cleanup.Run, Cleanup.Batch, stoppingToken),
            .. senders.Select(s => Stage($"send-{s.Channel}", seldom, ct => s.SendDue(ct, sending.Token), 1, stoppingToken)),
        ]);
        sending.CancelAfter(SendGrace);
        await Task.WhenAll(senders.Select(s => s.Drain(sending.Token)));
        await sending.CancelAsync();
        await marking.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <param name="name">For metrics.</param>
    /// <param name="every">Pause between rounds that found nothing; ten per cent more or less, so replicas spread out.</param>
    /// <param name="round">One round; returns how much it found.</param>
    /// <param name="more">From this many on, the next round follows at once.</param>
    /// <param name="ct">Ends the stage.</param>
    /// <param name="wakes">Comes early when something is to be done.</param>
    async Task Stage(
        string name, TimeSpan every, Func<CancellationToken, Task<int>> round, int more, CancellationToken ct, bool wakes = true)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            var wake = wakes ? signal.Next : null;
            var pause = every * (0.9 + Random.Shared.NextDouble() * 0.2);
            try
            {
                var started = Stopwatch.GetTimestamp();
                var found = await round(ct);
                metrics.TickTook(name, Stopwatch.GetElapsedTime(started).TotalSeconds);
                status.LastTick = DateTimeOffset.UtcNow;
                failures = 0;
                if (found > 0 && name == "plan")
                    signal.Wake();
                if (found >= more && more > 0 && found > 0)
                    continue;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                metrics.DbError(DbErrors.Class(e));
                log.StageFailed(e, name, ++failures);
                pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.5 * (1 << Math.Min(failures, 5))));
                wake = null;
            }
            var paused = Task.Delay(pause, ct);
            await (wake is null ? Task.WhenAny(paused) : Task.WhenAny(wake, paused));
        }
    }
}
