using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.WebApps;

/// <summary>Argo Rollouts' counterpart of a Deployment, with the same template of pods.</summary>
sealed class RolloutArgs : CustomResourceArgs
{
    public RolloutArgs(ObjectMetaArgs metadata, RolloutSpecArgs spec)
        : base("argoproj.io/v1alpha1", "Rollout")
    {
        Metadata = metadata;
        Spec = spec;
    }

    [Input("spec")] public Input<RolloutSpecArgs> Spec { get; }
}

/// <summary>The <c>spec</c> of a Rollout.</summary>
sealed class RolloutSpecArgs : ResourceArgs
{
    [Input("replicas")] public Input<int>? Replicas { get; set; }

    [Input("revisionHistoryLimit")] public Input<int>? RevisionHistoryLimit { get; set; }

    [Input("progressDeadlineSeconds")] public Input<int>? ProgressDeadlineSeconds { get; set; }

    [Input("progressDeadlineAbort")] public Input<bool>? ProgressDeadlineAbort { get; set; }

    [Input("selector")] public Input<LabelSelectorArgs>? Selector { get; set; }

    [Input("strategy")] public InputMap<object>? Strategy { get; set; }

    [Input("template")] public Input<PodTemplateSpecArgs>? Template { get; set; }
}
