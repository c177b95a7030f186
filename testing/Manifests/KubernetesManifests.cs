using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Testing.Manifests;

/// <summary>The Kubernetes objects of a recorded stack. Nothing that holds a secret is among them.</summary>
public sealed class KubernetesManifests
{
    const string Prefix = "kubernetes:";

    readonly List<RecordedObject> objects = [];
    readonly List<HelmRelease> charts = [];
    readonly List<LeftOut> leftOut = [];

    KubernetesManifests()
    {
    }

    /// <summary>Objects that can be written, in construction order.</summary>
    public IReadOnlyList<RecordedObject> Objects => objects;

    /// <summary>Charts, which Helm turns into objects.</summary>
    public IReadOnlyList<HelmRelease> Charts => charts;

    /// <summary>Everything else of Kubernetes, with the reason.</summary>
    public IReadOnlyList<LeftOut> LeftOut => leftOut;

    /// <summary>Objects from elsewhere, such as those that a chart renders to.</summary>
    public static KubernetesManifests Of(IEnumerable<RecordedObject> objects)
    {
        var manifests = new KubernetesManifests();
        manifests.objects.AddRange(objects);
        return manifests;
    }

    /// <summary>The same with objects from elsewhere, such as those that charts render to. Of an object that is in both, the stack's own stays.</summary>
    public KubernetesManifests With(IEnumerable<RecordedObject> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var all = new KubernetesManifests();
        all.objects.AddRange(objects);
        all.charts.AddRange(charts);
        all.leftOut.AddRange(leftOut);
        var own = objects.Select(IdOf).ToHashSet();
        all.objects.AddRange(more.Where(each => !own.Contains(IdOf(each))));
        return all;

        static (string, string, string?, string) IdOf(RecordedObject each) => (ApiGroup.Of(each.ApiVersion), each.Kind, each.Namespace, each.Name);
    }

    /// <summary>Sorts the Kubernetes resources of <paramref name="stack"/> into what can be written and what cannot.</summary>
    public static KubernetesManifests From(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var manifests = new KubernetesManifests();
        foreach (var resource in stack.Resources)
        {
            if (resource.Type.StartsWith(Prefix, StringComparison.Ordinal) && resource.IsRegistered)
                manifests.Add(resource);
        }
        return manifests;
    }

    void Add(RecordedResource resource)
    {
        if (ReasonToLeaveOut(resource) is { } reason)
            leftOut.Add(new(resource, reason));
        else if (HelmRelease.IsOne(resource))
            charts.Add(HelmRelease.Of(resource));
        else
            objects.Add(ObjectOf(resource));
    }

    static string? ReasonToLeaveOut(RecordedResource resource)
    {
        if (resource.Input("kind") is "Secret")
            return "a Secret never leaves the cluster and Pulumi's encrypted state";
        if (resource.SecretInputs.Count > 0)
            return $"holds secrets: {string.Join(", ", resource.SecretInputs)}";
        if (resource.Type.StartsWith("kubernetes:yaml", StringComparison.Ordinal))
            return "its objects come from YAML that the provider reads at deployment time";
        if (resource.Type.EndsWith("Patch", StringComparison.Ordinal))
            return "patches an object that someone else owns";
        if (!HelmRelease.IsOne(resource) && (resource.Input("apiVersion") is not string || resource.Input("kind") is not string))
            return "has no apiVersion and kind";
        return null;
    }

    static RecordedObject ObjectOf(RecordedResource resource)
    {
        var apiVersion = (string)resource.Inputs["apiVersion"];
        var kind = (string)resource.Inputs["kind"];
        var metadata = resource.Input("metadata") as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;
        var name = metadata.GetValueOrDefault("name") as string ?? resource.Name;
        var ns = metadata.GetValueOrDefault("namespace") as string ?? DefaultNamespace(resource, apiVersion, kind);

        metadata = metadata.SetItem("name", name);
        if (ns is not null)
            metadata = metadata.SetItem("namespace", ns);
        return new(apiVersion, kind, ns, name, resource.Inputs.SetItem("metadata", metadata), resource);
    }

    static string? DefaultNamespace(RecordedResource resource, string apiVersion, string kind) =>
        KubernetesScope.IsNamespaced(apiVersion, kind) switch
        {
            true => resource.Provider?.Input("namespace") as string ?? "default",
            _ => null,
        };
}
