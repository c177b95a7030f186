using Pulumi.Kubernetes;

namespace Basecamp.Components.Delivery;

/// <summary>
/// Arguments of Kubernetes providers that are the same in every shell. The SDK takes ten of them from the environment (<c>KUBECONFIG</c>,
/// <c>PULUMI_K8S_…</c>) and writes them to the state, so that whoever deploys from another machine updates providers.
/// </summary>
/// <remarks>The provider reads the <c>PULUMI_K8S_…</c> variables itself where an argument is not set: for one run they still count.</remarks>
public static class ProviderArguments
{
    /// <summary>Arguments of which none is set.</summary>
    public static ProviderArgs Empty() => new()
    {
        DeleteUnreachable = null,
        EnableConfigMapMutable = null,
        EnablePatchForce = null,
        EnableSecretMutable = null,
        EnableServerSideApply = null,
        KubeConfig = null,
        SkipUpdateUnreachable = null,
        SuppressDeprecationWarnings = null,
        SuppressHelmHookWarnings = null,
        UpsertExistingObjects = null,
    };
}
