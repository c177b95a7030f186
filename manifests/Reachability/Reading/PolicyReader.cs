using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Picks namespaces and network policies out of Kubernetes objects.</summary>
sealed class PolicyReader(PolicyEngine engine)
{
    public List<string> Problems { get; } = [];

    public List<Policy> Policies { get; } = [];

    /// <summary>Policies that protect nodes, which are not evaluated.</summary>
    public List<string> HostPolicies { get; } = [];

    public NamespaceDirectory Namespaces { get; } = new();

    public void Read(ImmutableDictionary<string, object> manifest)
    {
        var apiVersion = manifest.GetValueOrDefault("apiVersion") as string ?? "";
        var kind = manifest.GetValueOrDefault("kind") as string ?? "";
        switch (apiVersion, kind)
        {
            case ("v1", "Namespace"):
                var (metadata, _, name) = Metadata(manifest, kind);
                Namespaces.Add(name, metadata?.Map("labels") ?? new Dictionary<string, string>());
                break;
            case ("networking.k8s.io/v1", "NetworkPolicy"):
                ReadStandard(manifest);
                break;
            case ("cilium.io/v2", "CiliumNetworkPolicy" or "CiliumClusterwideNetworkPolicy") when engine == PolicyEngine.Cilium:
                ReadCilium(manifest, kind);
                break;
            default:
                if (kind.EndsWith("NetworkPolicy", StringComparison.Ordinal))
                {
                    var id = Metadata(manifest, kind).Id;
                    Problems.Add($"{id}: {apiVersion} {kind} is not evaluated with {nameof(PolicyEngine)}.{engine}.");
                }
                break;
        }
    }

    void ReadStandard(ImmutableDictionary<string, object> manifest)
    {
        var (metadata, id, _) = Metadata(manifest, "NetworkPolicy");
        var ns = metadata?.Text("namespace") ?? "default";
        if (Spec(manifest, "spec") is { } spec)
            Policies.Add(StandardPolicyReader.Read(id, ns, new($"{id} ", spec, Problems)));
        else
            Problems.Add($"{id}: has no spec.");
    }

    void ReadCilium(ImmutableDictionary<string, object> manifest, string kind)
    {
        var (metadata, id, _) = Metadata(manifest, kind);
        var ns = kind == "CiliumNetworkPolicy" ? metadata?.Text("namespace") ?? "default" : null;
        var specs = new ManifestReader($"{id} ", manifest, Problems);
        List<ManifestReader> all = [.. specs.Objects("specs") ?? []];
        if (Spec(manifest, "spec") is { } spec)
            all.Insert(0, new($"{id} ", spec, Problems));
        if (all.Count == 0)
            Problems.Add($"{id}: has neither spec nor specs.");
        foreach (var each in all)
        {
            if (ns is not null && each.Has("nodeSelector"))
                each.Problem("nodeSelector", "is only for CiliumClusterwideNetworkPolicy.");
            if (CiliumPolicyReader.Read(id, ns, each) is { } policy)
                Policies.Add(policy);
            else
                HostPolicies.Add(id);
        }
    }

    (ManifestReader? Metadata, string Id, string Name) Metadata(ImmutableDictionary<string, object> manifest, string kind)
    {
        var metadata = manifest.GetValueOrDefault("metadata") is ImmutableDictionary<string, object> map
            ? new ManifestReader($"{kind} metadata", map, Problems)
            : null;
        var name = metadata?.Text("name") ?? "";
        if (name.Length == 0)
            Problems.Add($"{kind}: has no name.");
        return (metadata, metadata?.Text("namespace") is { } ns
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} {ns}/{name}")
            : $"{kind} {name}", name);
    }

    static ImmutableDictionary<string, object>? Spec(ImmutableDictionary<string, object> manifest, string member) =>
        manifest.GetValueOrDefault(member) as ImmutableDictionary<string, object>;
}
