using Basecamp.Components.Delivery;
using Basecamp.Infra.Homelab;
using Pulumi.Kubernetes;

namespace Basecamp.Infra;

/// <summary>How Pulumi talks to the cluster.</summary>
static class ClusterProvider
{
    /// <summary>Arguments of the provider.</summary>
    public static ProviderArgs For(ClusterAccess access)
    {
        var args = ProviderArguments.Empty();
        args.KubeConfig = access.Kubeconfig;
        // Only this decides whether it is another cluster: a new kubeconfig alone never replaces every object (pulumi-eks#207).
        args.ClusterIdentifier = access.ClusterIdentifier;
        args.EnableServerSideApply = true;
        return args;
    }
}
