namespace Basecamp.Triage.Hosting;

/// <summary>
/// Stopping without failed requests: on the stop signal the service turns not ready, keeps answering while load balancers
/// take notice, and only then closes its doors.
/// </summary>
sealed class Drain(TriageOptions options) : IHostedLifecycleService
{
    public bool Draining { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Draining = true;
        await Task.Delay(options.DrainDelay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
