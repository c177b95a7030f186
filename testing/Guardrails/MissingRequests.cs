using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC007: a container that asks for no CPU or memory, so the scheduler packs it anywhere, or that has no memory limit, so a leak takes
/// its neighbours along.</summary>
public sealed class MissingRequests : ManifestGuardrail
{
    static readonly (string Section, string Resource)[] Wanted = [("requests", "cpu"), ("requests", "memory"), ("limits", "memory")];

    /// <inheritdoc/>
    public override string Id => "BC007";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from pod in RecordedPods.AllOf(manifests)
        from container in pod.Template.Containers
        let resources = container.Map("resources")
        let missing = Wanted.Where(each => !resources.Map(each.Section).ContainsKey(each.Resource)).ToList()
        where missing.Count > 0
        select new Violation(
            pod.Owner,
            $"container {container.GetValueOrDefault("name")} has no {string.Join(", ", missing.Select(each => $"{each.Section}.{each.Resource}"))}.",
            "Measure it and set its resources.");
}
