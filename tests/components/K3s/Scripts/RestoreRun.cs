namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>One step of a restore on one server.</summary>
sealed record RestoreStep(string Script, Sandbox On, InputDocument Input)
{
    public ScriptResult Succeed() => On.Succeed(Script, Input);
}

/// <summary>The steps of a restore in the components' order, and the joining afterwards. The first server is the one restored.</summary>
sealed class RestoreRun(string snapshot, params Sandbox[] servers)
{
    public const string Id = "2026-11-20";

    public string Declared { get; init; } = string.Join(' ', servers.Select(server => server.Name));

    public IReadOnlyList<RestoreStep> Steps =>
    [
        .. servers.Select(server => Step("restore-stop", server)),
        new("node-install", servers[0], Install(servers[0]).Set("START", false)),
        Reset(),
        .. servers.Skip(1).Select(server => Step("restore-wipe", server)),
        Clean(),
    ];

    public IReadOnlyList<RestoreStep> Joins => [.. servers.Select(server => new RestoreStep("node-install", server, Install(server)))];

    public RestoreStep Reset() => Step("restore-reset", servers[0], input => input
        .Set("SNAPSHOT", snapshot).Set("FROM_S3", false).Set("READY_TIMEOUT", 600).Set("TOKEN", Inputs.Token));

    public RestoreStep Clean() => Step("restore-clean", servers[0], input => input.Set("DECLARED_NODES", Declared));

    public RestoreStep Step(string script, Sandbox on, Action<InputDocument>? more = null)
    {
        var input = new InputDocument()
            .Set("NODE_NAME", on.Name).Set("RESTORE_ID", Id).Set("RESTORED", on == servers[0]).Set("DATA_DIR", "/var/lib/rancher/k3s")
            .Set("API_PORT", 6443).Set("VIRTUAL_IP", "10.0.0.5").Set("VIRTUAL_IP_INTERFACE", "eth0");
        more?.Invoke(input);
        return new(script, on, input);
    }

    public void All()
    {
        foreach (var step in (RestoreStep[])[.. Steps, .. Joins])
            step.Succeed();
    }

    public static string PeersOf(Sandbox server, IEnumerable<Sandbox> servers) =>
        string.Join(' ', servers.Where(other => other != server).Select(other => $"https://{other.Address}:6443"));

    InputDocument Install(Sandbox server) =>
        Inputs.Install(server, peers: PeersOf(server, servers));
}
