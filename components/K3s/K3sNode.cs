using Basecamp.Components.Hosts;
using Pulumi;

namespace Basecamp.Components.K3s;

/// <summary>
/// One K3s node, in three steps whose order Pulumi turns around when the node is removed.
/// <list type="number">
/// <item><c>admit</c>, on a peer: clear what a dead predecessor of the same name left; drain before an upgrade.
/// Delete: take the Node, its etcd member and its node password out of the cluster.</item>
/// <item><c>k3s</c>, on the node: files, binary, service; found or join; wait. Delete: stop and uninstall.</item>
/// <item><c>settle</c>, on a peer: wait until the cluster agrees that the node is there; labels, taints, uncordon.
/// Delete: check that quorum survives, drain.</item>
/// </list>
/// So a removal drains, stops and uninstalls, then forgets: a server that runs on after its etcd member is gone would rejoin by itself.
/// </summary>
public sealed class K3sNode : ComponentResource
{
    // Longer than a drain and an upgrade together; then the cluster uncordons the node by itself.
    static readonly TimeSpan FailSafe = TimeSpan.FromMinutes(45);

    /// <summary>Kubernetes node name, known once the node is part of the cluster.</summary>
    [Output("nodeName")] public Output<string> NodeName { get; }

    /// <summary>Joins the node.</summary>
    public K3sNode(string name, K3sNodeArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:K3sNode", name, args, options)
    {
        var plan = args.Plan;
        var (node, peer) = (plan.Node, args.Connections[plan.Peer.Name]);

        var admit = new HostCommand
        {
            Script = "node-admit",
            // Only a node that is being made may take the place of a silent one of its name; an upgrade must not.
            TellsCreateFromUpdate = true,
            DeleteScript = "node-forget",
            On = peer,
            Input = NodeInput.Admit(plan, FailSafe),
            Machine = plan.Machine,
            Once = node.Lost,
        }.Register($"{name}-admit", this, args.After);

        var k3s = new HostCommand
        {
            Script = "node-install",
            DeleteScript = "node-uninstall",
            On = args.Connections[node.Name],
            Input = NodeInput.Install(plan, args.Tokens, found: false),
            Machine = plan.Machine,
            Follows = admit,
            Abandoned = node.Lost,
        }.Register($"{name}-k3s", this, []);

        var settle = new HostCommand
        {
            Script = "node-settle",
            DeleteScript = "node-drain",
            On = peer,
            Input = NodeInput.Settle(plan),
            Machine = plan.Machine,
            Follows = k3s,
            Once = node.Lost,
        }.Register($"{name}-settle", this, []);

        NodeName = settle.Id.Apply(_ => node.Name);
        RegisterOutputs();
    }
}
