using System.Diagnostics;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Metrics;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Sends the pages of one channel. Only as many are claimed as can be sent at once, so no lease runs while a page waits.
/// </summary>
sealed class Sender(
    IPageChannel channel, PageClaim claim, PageMarker marker, TriageMetrics metrics, EngineSeams seams, ReplicaName replica,
    ILogger<Sender> log) : IDisposable
{
    static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim slots = new(channel.Concurrency, channel.Concurrency);
    int inFlight;
    bool backlog;

    public string Channel => channel.Kind;

    /// <summary>Claims and starts what is due.</summary>
    /// <param name="stopping">Ends claiming.</param>
    /// <param name="sending">Ends sending and recording; outlives the first by the grace period.</param>
    /// <returns>How many were started.</returns>
    public async Task<int> SendDue(CancellationToken stopping, CancellationToken sending)
    {
        var free = await TakeSlots(stopping);
        var started = 0;
        try
        {
            var pages = await claim.Claim(channel.Kind, free, replica.Value, stopping);
            if (pages.Count == 0)
                return 0;
            var wanted = await claim.StillWanted(pages, replica.Value, sending);
            foreach (var page in pages.Where(p => wanted.Contains(p.Id)))
            {
                started++;
                Interlocked.Increment(ref inFlight);
                _ = SendOne(page, sending);
            }
            metrics.PagesCancelled(channel.Kind, pages.Count - started);
            backlog = pages.Count == free;
            return pages.Count;
        }
        finally
        {
            if (free > started)
                slots.Release(free - started);
        }
    }

    public void Dispose() => slots.Dispose();

    // Slots come free one by one. While there is a backlog a claim waits a moment for a few of them: claiming page by page
    // would cost a round trip each. Only a moment, so that slots held by a slow receiver do not hold back the free ones.
    async Task<int> TakeSlots(CancellationToken stopping)
    {
        await slots.WaitAsync(stopping);
        var enough = channel.Concurrency / 2;
        if (backlog && slots.CurrentCount + 1 < enough)
            await Task.Delay(GatherTime, CancellationToken.None);
        var free = 1;
        while (slots.Wait(0, CancellationToken.None))
            free++;
        return free;
    }

    /// <summary>Waits until nothing is under way.</summary>
    public async Task Drain(CancellationToken ct)
    {
        while (Volatile.Read(ref inFlight) > 0 && !ct.IsCancellationRequested)
            await Task.Delay(20, CancellationToken.None);
    }

    async Task SendOne(PageMessage page, CancellationToken ct)
    {
        try
        {
            seams.Reach(EngineSeams.BeforeSend);
            var result = await Attempt(page, ct);
            seams.Reach(EngineSeams.BeforeMark);
            await marker.Mark(page, result, replica.Value, ct);
        }
        catch (Exception e)
        {
            // The lease expires and another attempt follows; only this one is lost.
            log.PageNotRecorded(e, page.Id);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
            slots.Release();
        }
    }

    async Task<SendResult> Attempt(PageMessage page, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(SendTimeout);
        var started = Stopwatch.GetTimestamp();
        try
        {
            // A channel that ignores its token must not hold the slot.
            return await channel.Send(page, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return SendResult.Retry($"no answer within {SendTimeout.TotalSeconds:0} seconds");
        }
        catch (Exception e)
        {
            log.PageFailed(e, page.Id, page.Channel);
            return SendResult.Retry(e.GetType().Name);
        }
        finally
        {
            metrics.SendTook(page.Channel, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }
}
