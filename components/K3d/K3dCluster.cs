using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Pulumi;

namespace Basecamp.Components.K3d;

/// <summary>A K3s cluster in containers on this machine, made by k3d. For development: it has no host to prepare and nothing to back up.</summary>
public sealed class K3dCluster : ComponentResource
{
    /// <summary>Admin kubeconfig. Secret.</summary>
    [Output("kubeconfig")] public Output<string> Kubeconfig { get; }

    /// <summary>URL of the API on this machine.</summary>
    [Output("apiEndpoint")] public Output<string> ApiEndpoint { get; }

    /// <summary>Makes the cluster, or starts it when it was stopped.</summary>
    public K3dCluster(string name, K3dClusterArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:K3dCluster", name, args, options)
    {
        var topology = args.Topology;
        var config = K3dConfig.For(topology);
        var input = HostInput.Empty
            .With("CLUSTER_NAME", topology.Cluster.Name)
            .With("TIMEOUT_SECONDS", topology.K3d!.Timeout)
            .With([new HostFile("/k3d.yaml", config)]);
        var cluster = new LocalScript
        {
            Script = "k3d-up",
            DeleteScript = "k3d-down",
            Input = input,
            // k3d cannot change a cluster's shape or version in place.
            Identity = config,
        }.Register($"{name}-k3d", this, []);
        var kubeconfig = new LocalScript
        {
            Script = "k3d-kubeconfig",
            Input = HostInput.Empty.With("CLUSTER_NAME", topology.Cluster.Name),
            Identity = config,
        }.Register($"{name}-kubeconfig", this, [cluster]);

        ApiEndpoint = Output.Create(Endpoint(topology));
        Kubeconfig = Output.CreateSecret(kubeconfig.Stdout.Apply(text => K3s.Kubeconfig.PointAt(text, Endpoint(topology), topology.Cluster.Name)));
        RegisterOutputs();
    }

    static string Endpoint(HomelabTopology topology) => $"https://127.0.0.1:{topology.K3d!.ApiPort}";
}

/// <summary>Arguments of <see cref="K3dCluster"/>.</summary>
public sealed class K3dClusterArgs : ResourceArgs
{
    /// <summary>A valid topology with a k3d section.</summary>
    public required HomelabTopology Topology { get; init; }

    /// <summary>The K3s release, shown in the state.</summary>
    [Input("version")] public string Version => Topology.K3s.Version;
}
