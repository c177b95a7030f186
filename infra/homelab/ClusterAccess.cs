using System.Collections.Immutable;
using Pulumi;

namespace Basecamp.Infra.Homelab;

/// <summary>What the homelab tier hands up: how to reach the cluster, and what is in it.</summary>
public sealed record ClusterAccess
{
    /// <summary>Admin kubeconfig. Secret.</summary>
    public required Output<string> Kubeconfig { get; init; }

    /// <summary>URL of the API endpoint.</summary>
    public required Output<string> ApiEndpoint { get; init; }

    /// <summary>API URL of every server: the way in when the endpoint's virtual IP is gone.</summary>
    public required Output<ImmutableArray<string>> ServerUrls { get; init; }

    /// <summary>Names of all nodes.</summary>
    public required Output<ImmutableArray<string>> NodeNames { get; init; }

    /// <summary>
    /// Changes exactly when another cluster takes this one's place. Give it to the Kubernetes provider, so that a new kubeconfig alone never
    /// replaces every object (pulumi-eks#207), and a rebuilt cluster always does (pulumi-eks#107).
    /// </summary>
    public required Output<string> ClusterIdentifier { get; init; }

    /// <summary>The token that etcd snapshots are restored with. Secret; empty where no snapshot exists.</summary>
    public required Output<string> ServerToken { get; init; }

    /// <summary>The values as outputs of a stack.</summary>
    public IDictionary<string, object?> ToStackOutputs() => new Dictionary<string, object?>
    {
        ["kubeconfig"] = Kubeconfig,
        ["apiEndpoint"] = ApiEndpoint,
        ["serverUrls"] = ServerUrls,
        ["nodeNames"] = NodeNames,
        ["clusterIdentifier"] = ClusterIdentifier,
        ["serverToken"] = ServerToken,
    };

    /// <summary>The values that another stack exported.</summary>
    public static ClusterAccess From(StackReference stack) => new()
    {
        Kubeconfig = Output.CreateSecret(Text(stack, "kubeconfig")),
        ApiEndpoint = Text(stack, "apiEndpoint"),
        ServerUrls = List(stack, "serverUrls"),
        NodeNames = List(stack, "nodeNames"),
        ClusterIdentifier = Text(stack, "clusterIdentifier"),
        ServerToken = Output.CreateSecret(Text(stack, "serverToken")),
    };

    static Output<string> Text(StackReference stack, string name) => stack.RequireOutput(name).Apply(value => value as string
        ?? throw new InvalidOperationException($"The homelab stack's output '{name}' is not a text. Run pulumi up on it with this version."));

    static Output<ImmutableArray<string>> List(StackReference stack, string name) => stack.RequireOutput(name).Apply(value =>
        value is IEnumerable<object> items ? items.Select(item => (string)item).ToImmutableArray()
        : throw new InvalidOperationException($"The homelab stack's output '{name}' is not a list. Run pulumi up on it with this version."));
}
