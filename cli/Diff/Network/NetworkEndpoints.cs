using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Graph;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cli.Diff.Network;

/// <summary>
/// Who is asked about in both states: declared workloads, pods that policies speak of, in each namespace a pod that is none of these, and what is
/// outside.
/// </summary>
sealed class NetworkEndpoints
{
    /// <summary>Name of pods that nothing else describes.</summary>
    public const string OtherPods = "(other pods)";

    static readonly string[] NameLabels = ["app.kubernetes.io/name", "app", "k8s-app", "cnpg.io/cluster", "app.kubernetes.io/instance"];

    // Documentation addresses: a state does not say which machines there are.
    const string ApiAddress = "192.0.2.10";
    const string NodeAddress = "192.0.2.11";

    readonly PolicyPorts ports;
    readonly SortedDictionary<string, List<Pods>> byNamespace = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> addresses = new(StringComparer.Ordinal);

    public NetworkEndpoints(DiffSide before, DiffSide after, IReadOnlyList<DiffObject> policies)
    {
        ports = new(policies);
        AddWorkloads(Workloads(before), Workloads(after));
        foreach (var (ns, labels) in policies.SelectMany(PodSelectors.Of))
            AddSelected(ns, labels);
        Namespaces = [.. before.Objects.Concat(after.Objects).Select(each => each.Id is { Group: "", Kind: "Namespace" } ? each.Id.Name : each.Id.Namespace)
            .Concat(byNamespace.Keys).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (var ns in Namespaces)
            Add(ns, OtherPods, ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, []);
        foreach (var block in policies.SelectMany(policy => PlainValues.AllMapsIn(policy.Body)).SelectMany(BlocksIn).Where(IsLimited).Distinct())
            addresses[$"address-{addresses.Count.ToString(CultureInfo.InvariantCulture)}"] = block;
    }

    /// <summary>All namespaces of either state.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The endpoints of one state.</summary>
    public IReadOnlyList<Endpoint> Of(bool isAfter) =>
    [
        .. byNamespace.Values.SelectMany(pods => pods).Select(pod => new PodGroup(pod.Namespace, pod.Name, isAfter ? pod.After : pod.Before, pod.Ports)),
        ExternalAddresses.Internet(ports.Outside),
        .. addresses.Select(block => new ExternalAddresses(block.Key, [block.Value], ports.Outside)),
        new ApiServer([ApiAddress]),
        new NodeGroup("nodes", [NodeAddress], [10250, PolicyPorts.Other]),
    ];

    /// <summary>An endpoint as people call it.</summary>
    public string Shown(string id) => addresses.GetValueOrDefault(id) ?? id;

    static List<RecordedWorkload> Workloads(DiffSide side) =>
    [
        .. side.Objects.Select(each => RecordedWorkloads.Of(each.Body))
            .OfType<RecordedWorkload>()
            .Concat(side.ChartWorkloads)
            .Where(workload => !workload.HostNetwork)
            .DistinctBy(workload => workload.Id),
    ];

    // Charts of an old revision do not say what they start; then the new one's are a good guess for both.
    void AddWorkloads(List<RecordedWorkload> before, List<RecordedWorkload> after)
    {
        var olds = before.ToDictionary(workload => workload.Id, StringComparer.Ordinal);
        var news = after.ToDictionary(workload => workload.Id, StringComparer.Ordinal);
        foreach (var workload in after.Concat(before.Where(workload => !news.ContainsKey(workload.Id))))
        {
            Add(workload.Namespace, Part(workload.Name), (olds.GetValueOrDefault(workload.Id) ?? workload).Labels, (news.GetValueOrDefault(workload.Id) ?? workload).Labels,
                workload.Ports);
        }
    }

    void AddSelected(string ns, ImmutableSortedDictionary<string, string> labels)
    {
        var pods = PodsOf(ns);
        if (pods.Exists(pod => Has(pod.Before, labels) || Has(pod.After, labels)))
            return;
        var name = NameLabels.Select(key => labels.GetValueOrDefault(key)).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? labels.First().Value;
        if (name.Length == 0 || pods.Exists(pod => pod.Name == Part(name)))
            name = string.Join(',', labels.Select(label => $"{label.Key}={label.Value}"));
        Add(ns, Part(name), labels, labels, []);
    }

    static bool Has(IReadOnlyDictionary<string, string> pod, ImmutableSortedDictionary<string, string> labels) =>
        labels.All(label => pod.GetValueOrDefault(label.Key) == label.Value);

    void Add(
        string ns, string name, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, IReadOnlyList<EndpointPort> declared)
    {
        var pods = PodsOf(ns);
        if (!pods.Exists(pod => pod.Name == name))
            pods.Add(new(ns, name, before, after, ports.Of(ns, declared)));
    }

    List<Pods> PodsOf(string ns)
    {
        if (!byNamespace.TryGetValue(ns, out var pods))
            byNamespace[ns] = pods = [];
        return pods;
    }

    static string Part(string name) => name.Replace('/', '_');

    static IEnumerable<string> BlocksIn(ImmutableDictionary<string, object> map)
    {
        if (map.Text("cidr") is { } cidr)
            yield return cidr;
        foreach (var key in (string[])["fromCIDR", "toCIDR"])
        {
            foreach (var text in PlainValues.TextsIn(map.GetValueOrDefault(key)))
                yield return text;
        }
    }

    static bool IsLimited(string cidr) => !cidr.EndsWith("/0", StringComparison.Ordinal);

    // Pods with the labels that they have in each state.
    sealed record Pods(
        string Namespace,
        string Name,
        IReadOnlyDictionary<string, string> Before,
        IReadOnlyDictionary<string, string> After,
        IReadOnlyList<EndpointPort> Ports);
}
