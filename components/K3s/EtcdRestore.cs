using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Components.K3s;

/// <summary>
/// Restores etcd from a snapshot, on the same machines or new ones, with one server or several. The order is the one that works:
/// stop K3s everywhere, reset one server from the snapshot, start it, empty the others' datastores; then their node resources join them again.
/// </summary>
/// <remarks>
/// Runs once for each <see cref="RestoreSpec.Id"/>; steps that were finished are not repeated after an interruption. Everything the snapshot
/// does not know is lost, so it is never a side effect of anything else.
/// </remarks>
public sealed class EtcdRestore : ComponentResource
{
    /// <summary>Registers the steps.</summary>
    public EtcdRestore(string name, EtcdRestoreArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:EtcdRestore", name, args, options)
    {
        var plan = args.Plan;
        var restore = plan.Topology.Restore ?? throw new ArgumentException("The topology declares no restore.", nameof(args));
        var first = plan.LivingServers.FirstOrDefault(server => server.Name == restore.Server) ?? plan.LivingServers[0];
        var others = plan.LivingServers.Where(server => server != first).ToList();

        var stopped = plan.LivingServers
            .Select(server => Step(name, args, "stop", "restore-stop", server, Common(plan, restore, server, first), args.After))
            .ToList();
        var installed = Step(name, args, "install", "node-install", first,
            NodeInput.Install(plan.PlanOf(first), args.Tokens, found: false, start: false), stopped);
        var reset = Step(name, args, "reset", "restore-reset", first,
            Common(plan, restore, first, first)
                .With("SNAPSHOT", restore.Snapshot)
                .With("FROM_S3", restore.FromS3)
                .WithOptional("SHA256", restore.Sha256)
                .With("READY_TIMEOUT", NodeInput.ReadyTimeout)
                .With("TOKEN", args.Tokens.Server),
            [installed]);
        var wiped = others
            .Select(server => Step(name, args, "wipe", "restore-wipe", server, Common(plan, restore, server, first), [reset]))
            .ToList();
        Step(name, args, "clean", "restore-clean", first,
            Common(plan, restore, first, first).With("DECLARED_NODES", plan.Topology.Nodes.Where(node => !node.Lost).Select(node => node.Name)),
            [reset, .. wiped]);
        RegisterOutputs();
    }

    Remote.Command Step(string name, EtcdRestoreArgs args, string step, string script, NodeSpec on, HostInput input, IEnumerable<Resource> after) =>
        new HostCommand { Script = script, On = args.Connections[on.Name], Input = input, Once = true }
            .Register($"{name}-{on.Name}-{step}", this, after);

    static HostInput Common(ClusterPlan plan, RestoreSpec restore, NodeSpec on, NodeSpec first) => HostInput.Empty
        .With("NODE_NAME", on.Name)
        .With("RESTORE_ID", restore.Id)
        .With("RESTORED", on == first)
        .With("DATA_DIR", plan.Topology.K3s.DataDirectory)
        .With("API_PORT", plan.Topology.Api.Port)
        .WithOptional("VIRTUAL_IP", plan.Topology.Api.VirtualIp)
        .WithOptional("VIRTUAL_IP_INTERFACE", plan.Topology.Api.VirtualIpInterface);
}

/// <summary>Arguments of <see cref="EtcdRestore"/>.</summary>
public sealed class EtcdRestoreArgs : ResourceArgs
{
    /// <summary>The cluster, whose topology declares the restore.</summary>
    public required ClusterPlan Plan { get; init; }

    /// <summary>How every machine is reached, by node name.</summary>
    public required IReadOnlyDictionary<string, HostConnection> Connections { get; init; }

    /// <summary>The join secrets; the server's one must be the one the snapshot was taken under.</summary>
    public required ClusterTokens Tokens { get; init; }

    /// <summary>What has to be finished first.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
