using Basecamp.Components.Workloads;

namespace Basecamp.Components.Namespaces;

/// <summary>What a container gets that says nothing, and the most that one may have.</summary>
/// <param name="Default">Requests and memory limit of a container that states none.</param>
/// <param name="MaxMemoryMebibytes">Maximum memory limit of a container, in MiB.</param>
public sealed record ContainerLimits(ResourceRequests Default, int MaxMemoryMebibytes);
