using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Settings;

/// <summary>
/// Notices a new token in the file of a key, or a file that came late, without a restart: the sender reads its copy of the
/// same secret whenever it likes, and what it sends until then would be refused. Each replica acts on what changed for itself,
/// so two that see a change at different moments do not undo each other's.
/// </summary>
sealed class KeyRefresh(ConfigStore store, TriageOptions options, ILogger<KeyRefresh> log) : BackgroundService
{
    /// <summary>Kubernetes itself takes a minute to bring a changed secret into a pod.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    string? parsed;
    IReadOnlyList<KeyConfig> keys = [];
    string? seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.KeysNotRefreshed(e.Message);
            }
        }
    }

    /// <returns>True when a key changed.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        if (await store.Current(ct) is not { } yaml)
            return false;
        if (yaml != parsed)
            (keys, parsed) = (ConfigReader.Read(yaml).Keys, yaml);
        var now = string.Join('\n', keys.Select(k => $"{k.Name} {KeyFile.Read(options.SecretsDirectory, k.Credential).State}"));
        if (now == seen)
            return false;
        var changed = await store.RefreshKeys(ct);
        seen = now;
        return changed;
    }
}
