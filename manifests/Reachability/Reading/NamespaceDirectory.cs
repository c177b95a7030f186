namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>The namespaces of a cluster and their labels.</summary>
sealed class NamespaceDirectory
{
    /// <summary>The label that Kubernetes gives every namespace: its name.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    static readonly string[] OfKubernetes = ["default", "kube-node-lease", "kube-public", "kube-system"];

    readonly Dictionary<string, IReadOnlyDictionary<string, string>> labels = new(StringComparer.Ordinal);

    public NamespaceDirectory()
    {
        foreach (var name in OfKubernetes)
            Add(name, new Dictionary<string, string>());
    }

    public IEnumerable<string> Names => labels.Keys;

    public bool Contains(string name) => labels.ContainsKey(name);

    public IReadOnlyDictionary<string, string> LabelsOf(string name) => labels[name];

    public void Add(string name, IReadOnlyDictionary<string, string> given) =>
        labels[name] = new Dictionary<string, string>(given, StringComparer.Ordinal) { [NameLabel] = name };
}
