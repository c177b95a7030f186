using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.Longhorn;

/// <summary>A VolumeSnapshotClass, whose content is not below <c>spec</c>.</summary>
sealed class VolumeSnapshotClassArgs : CustomObjectArgs
{
    public VolumeSnapshotClassArgs(ObjectMetaArgs metadata, string driver, string deletionPolicy, ValueTree parameters)
        : base("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", metadata) =>
        (Driver, DeletionPolicy, Parameters) = (driver, deletionPolicy, parameters.ToMap());

    [Input("driver")] public Input<string> Driver { get; }

    [Input("deletionPolicy")] public Input<string> DeletionPolicy { get; }

    [Input("parameters")] public InputMap<object> Parameters { get; }
}
