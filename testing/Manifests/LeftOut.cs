namespace Basecamp.Testing.Manifests;

/// <summary>A Kubernetes resource that is not written, and why.</summary>
public sealed record LeftOut(RecordedResource Resource, string Reason);
