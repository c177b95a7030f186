using System.Collections.Immutable;
using Basecamp.Components.Durability;
using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Components.K3s;

/// <summary>
/// A K3s cluster on prepared machines. Servers join one after another, agents side by side; any server can be replaced, the first one too.
/// </summary>
/// <remarks>
/// No node is special. Founding is a step of its own that the state remembers, so it happens once in a cluster's life, whichever machine
/// ran it; every node otherwise asks the others where the living cluster is, and refuses to found a second one when nobody answers.
/// </remarks>
public sealed class K3sCluster : ComponentResource, IDeclaresState
{
    /// <summary>Admin kubeconfig with the API endpoint's address. Secret.</summary>
    [Output("kubeconfig")] public Output<string> Kubeconfig { get; }

    /// <summary>URL of the API endpoint.</summary>
    [Output("apiEndpoint")] public Output<string> ApiEndpoint { get; }

    /// <summary>Token of the servers, which every etcd snapshot needs to be restored. Secret.</summary>
    [Output("serverToken")] public Output<string> ServerToken { get; }

    /// <inheritdoc/>
    public ImmutableArray<HeldState> Held { get; }

    /// <inheritdoc/>
    public ImmutableArray<StateCopier> Copiers => [];

    /// <summary>Founds the cluster or brings the living one to what is declared.</summary>
    public K3sCluster(string name, K3sClusterArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:K3sCluster", name, args, options)
    {
        var plan = args.Plan;
        var topology = plan.Topology;
        var child = new ComponentResourceOptions { Parent = this };
        var tokens = new ClusterTokens($"{name}-tokens", new() { Server = topology.K3s.Token }, child);
        ServerToken = tokens.Server;
        Held = [DatastoreState.Of(plan)];

        var before = PreparedFor(args, plan.Servers);
        if (plan.EmbeddedEtcd && topology.Upgrade.SnapshotBefore)
            before = [SnapshotBeforeUpgrade(name, args, before)];
        if (topology.Restore is { } restore)
            before = [new EtcdRestore($"{name}-restore-{restore.Id}", new() { Plan = plan, Connections = args.Connections, Tokens = tokens, After = before }, child)];
        if (plan.EmbeddedEtcd)
            before = [Found(name, args, tokens, before)];

        foreach (var server in plan.Servers)
            before = [Node(name, args, plan.PlanOf(server), tokens, before)];
        foreach (var agent in plan.Agents)
            _ = Node(name, args, plan.PlanOf(agent), tokens, [.. before, .. PreparedFor(args, [agent])]);

        ApiEndpoint = Output.Create(plan.ApiEndpoint);
        var admin = new HostCommand
        {
            Script = "kubeconfig",
            On = args.Connections[plan.LivingServers[0].Name],
            Input = HostInput.Empty.With("CLUSTER", plan.Identifier),
        }.Register($"{name}-kubeconfig", this, before);
        Kubeconfig = Output.CreateSecret(admin.Stdout.Apply(text => K3s.Kubeconfig.PointAt(text, plan.ApiEndpoint, topology.Cluster.Name)));
        RegisterOutputs();
    }

    static List<Resource> PreparedFor(K3sClusterArgs args, IEnumerable<NodeSpec> nodes) =>
        [.. nodes.Select(node => args.Prepared.GetValueOrDefault(node.Name)).OfType<Resource>()];

    K3sNode Node(string name, K3sClusterArgs args, NodePlan plan, ClusterTokens tokens, IReadOnlyList<Resource> after) => new(
        $"{name}-{plan.Node.Name}",
        new() { Plan = plan, Connections = args.Connections, Tokens = tokens, After = after },
        new() { Parent = this });

    // Named after the version: a new version takes a new snapshot, before any node changes.
    Remote.Command SnapshotBeforeUpgrade(string name, K3sClusterArgs args, IEnumerable<Resource> after) => new HostCommand
    {
        Script = "etcd-snapshot",
        On = args.Connections[args.Plan.LivingServers[0].Name],
        Input = HostInput.Empty
            .With("SNAPSHOT_NAME", $"before-{args.Plan.VersionTag}")
            .With("DATA_DIR", args.Plan.Topology.K3s.DataDirectory),
        Once = true,
    }.Register($"{name}-snapshot-before-{args.Plan.VersionTag}", this, after);

    // Named after the generation: only a new generation founds again. The founder's own node resource then finds a member.
    Remote.Command Found(string name, K3sClusterArgs args, ClusterTokens tokens, IReadOnlyList<Resource> after)
    {
        var founder = args.Plan.LivingServers[0];
        return new HostCommand
        {
            Script = "node-install",
            On = args.Connections[founder.Name],
            Input = NodeInput.Install(args.Plan.PlanOf(founder), tokens, found: true),
            Once = true,
        }.Register($"{name}-founding-{args.Plan.Topology.Cluster.Generation}", this, after);
    }
}
