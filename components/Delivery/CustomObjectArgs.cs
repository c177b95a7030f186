using Basecamp.Components.Values;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.Delivery;

/// <summary>An object of a custom kind whose content is its <c>spec</c>.</summary>
public class CustomObjectArgs : CustomResourceArgs
{
    /// <param name="apiVersion">Group and version, e.g. <c>cert-manager.io/v1</c>.</param>
    /// <param name="kind">Kind, e.g. <c>Issuer</c>.</param>
    /// <param name="metadata">Name, namespace, labels, annotations.</param>
    /// <param name="spec">The object's <c>spec</c>. Must hold no secret.</param>
    public CustomObjectArgs(string apiVersion, string kind, ObjectMetaArgs metadata, ValueTree? spec = null)
        : base(apiVersion, kind)
    {
        Metadata = metadata;
        if (spec is { IsEmpty: false })
            Spec = spec.ToMap();
    }

    /// <summary>The object's <c>spec</c>.</summary>
    [Input("spec")] public InputMap<object>? Spec { get; init; }
}
