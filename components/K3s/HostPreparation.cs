using Basecamp.Components.Clusters;
using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Pulumi;

namespace Basecamp.Components.K3s;

/// <summary>
/// A machine made ready for K3s (kernel modules and settings, packages, swap, firewall, data disk), and then a report on what still speaks
/// against it. Deleting it leaves the machine prepared.
/// </summary>
public sealed class HostPreparation : ComponentResource
{
    /// <summary>The preflight report, one finding a line: level, check, message, separated by tabs. Secret, like all output of a host.</summary>
    [Output("report")] public Output<string> Report { get; }

    /// <summary>Prepares the machine and checks it.</summary>
    public HostPreparation(string name, HostPreparationArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HostPreparation", name, args, options)
    {
        var plan = args.Plan;
        var prepare = new HostCommand
        {
            Script = "prepare",
            On = args.Connection,
            Input = PrepareInput(plan),
            Machine = plan.Machine,
            Abandoned = plan.Node.Lost,
        }.Register($"{name}-prepare", this, args.After);

        var preflight = new HostCommand
        {
            Script = "preflight",
            On = args.Connection,
            Input = PreflightInput(plan),
            Machine = plan.Machine,
            Follows = prepare,
            Abandoned = plan.Node.Lost,
        }.Register($"{name}-preflight", this, []);

        Report = preflight.Stdout;
        RegisterOutputs();
    }

    static HostInput PrepareInput(NodePlan plan)
    {
        var (cluster, topology, host) = (plan.Cluster, plan.Cluster.Topology, plan.Cluster.Topology.Host);
        var input = HostInput.Empty
            .With("NODE_NAME", plan.Node.Name)
            .With("ROLE", plan.Role)
            .With("HARDENING", topology.K3s.Hardening == HardeningProfile.Cis ? "cis" : "none")
            .With("INSTALL_PACKAGES", host.InstallPackages && !topology.K3s.AirGap)
            .With("DISABLE_SWAP", host.DisableSwap)
            .With("FIREWALL", host.Firewall.ToString().ToLowerInvariant())
            .With("API_PORT", topology.Api.Port)
            .With("NODE_ADDRESSES", cluster.AllAddresses)
            .With("POD_CIDRS", topology.Network.PodCidrs)
            .With("SERVICE_CIDRS", topology.Network.ServiceCidrs)
            .With("OPEN_PORTS", cluster.OpenPorts(plan.Node.Role))
            .With("WIREGUARD", topology.Network is { Cni: Cni.Flannel, FlannelBackend: FlannelBackend.WireguardNative })
            .With("SHUTDOWN_GRACE_SECONDS", host.ShutdownGracePeriod);
        if (host.JournalMaxMiB is { } journal)
            input = input.With("JOURNAL_MAX_MIB", journal);
        if (plan.Node.DataDisk is { } disk)
            input = input.With("DATA_DISK", disk).With("DATA_MOUNT", "/var/lib/longhorn");
        return input;
    }

    static HostInput PreflightInput(NodePlan plan)
    {
        var topology = plan.Cluster.Topology;
        return HostInput.Empty
            .With("NODE_NAME", plan.Node.Name)
            .With("NODE_ADDRESS", plan.Node.Address)
            .With("ROLE", plan.Role)
            .With("DOWNLOAD_HOST", new Uri(topology.K3s.DownloadUrl).DnsSafeHost)
            .With("POLICY", topology.Host.Preflight.ToString().ToLowerInvariant())
            .With("PEER_ADDRESSES", string.Join(' ', topology.Servers.Where(server => server.Name != plan.Node.Name && !server.Lost).Select(server => server.Address)))
            .With("API_PORT", topology.Api.Port)
            .With("AIR_GAP", topology.K3s.AirGap)
            .With("AIR_GAP_DIR", topology.K3s.AirGapDirectory)
            .With("DATA_DIR", topology.K3s.DataDirectory);
    }
}

/// <summary>Arguments of <see cref="HostPreparation"/>.</summary>
public sealed class HostPreparationArgs : ResourceArgs
{
    /// <summary>What was decided about the node.</summary>
    public required NodePlan Plan { get; init; }

    /// <summary>How the machine is reached.</summary>
    public required HostConnection Connection { get; init; }

    /// <summary>What has to be finished first, such as making the machine.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The node's name, shown in the state.</summary>
    [Input("node")] public string Node => Plan.Node.Name;

    /// <summary>The node's address, shown in the state.</summary>
    [Input("address")] public string Address => Plan.Node.Address;
}
