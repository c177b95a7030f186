using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Contracts;

/// <summary>The contracts of many kinds of Kubernetes objects, built in and custom.</summary>
/// <remarks><c>tests/contracts/crds/README.md</c> has the format of the files and the script that makes them of CustomResourceDefinitions.</remarks>
public sealed class ObjectContracts
{
    readonly Dictionary<(string ApiVersion, string Kind), Lazy<ObjectContract>> contracts = [];

    ObjectContracts()
    {
    }

    /// <summary>Every <c>[apiVersion Kind]</c> that has a contract.</summary>
    public IReadOnlyCollection<(string ApiVersion, string Kind)> Kinds => contracts.Keys;

    /// <summary>Reads contract files.</summary>
    /// <param name="paths">Files, and folders of which every <c>*.txt</c> counts. A kind that stands in two takes the later.</param>
    /// <exception cref="ContractFormatException">A header cannot be understood. A field that cannot is reported when its kind is first
    /// checked, and by <see cref="ReadEverything"/>.</exception>
    public static ObjectContracts Load(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var all = new ObjectContracts();
        foreach (var path in paths)
        {
            var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.txt").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
            foreach (var file in files)
                all.Add(new(Path.GetFileName(file), File.ReadAllLines(file)));
        }
        return all;
    }

    /// <summary>Reads one contract file.</summary>
    /// <param name="reader">Its text.</param>
    /// <exception cref="ContractFormatException">A header cannot be understood.</exception>
    public static ObjectContracts Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var all = new ObjectContracts();
        all.Add(new("contracts", reader.ReadToEnd().Split('\n')));
        return all;
    }

    /// <summary>The contract of a kind; null when there is none.</summary>
    /// <param name="apiVersion">Group and version, e.g. <c>apps/v1</c>.</param>
    /// <param name="kind">Kind, e.g. <c>Deployment</c>.</param>
    public ObjectContract? Find(string apiVersion, string kind) => contracts.GetValueOrDefault((apiVersion, kind))?.Value;

    /// <summary>What is wrong with an object.</summary>
    /// <param name="kubernetesObject">The object.</param>
    /// <returns>Violations by path; none when all is well. A kind without contract is one violation.</returns>
    public IReadOnlyList<ContractViolation> Check(KubernetesObject kubernetesObject)
    {
        ArgumentNullException.ThrowIfNull(kubernetesObject);
        return Check(kubernetesObject.ApiVersion, kubernetesObject.Kind, kubernetesObject.Body);
    }

    /// <summary>What is wrong with an object.</summary>
    /// <param name="apiVersion">Group and version, e.g. <c>apps/v1</c>.</param>
    /// <param name="kind">Kind, e.g. <c>Deployment</c>.</param>
    /// <param name="body">The whole object as recorded.</param>
    /// <returns>Violations by path; none when all is well. A kind without contract is one violation.</returns>
    public IReadOnlyList<ContractViolation> Check(string apiVersion, string kind, ImmutableDictionary<string, object> body) =>
        Find(apiVersion, kind)?.Check(body) ?? [NoContract(apiVersion, kind)];

    /// <summary>Understands every line of every file, which loading leaves for later.</summary>
    /// <exception cref="ContractFormatException">A line cannot be understood.</exception>
    public void ReadEverything()
    {
        foreach (var contract in contracts.Values)
            contract.Value.Understand();
    }

    ContractViolation NoContract(string apiVersion, string kind)
    {
        var otherVersion = contracts.Keys.Where(known => known.Kind == kind).Select(known => known.ApiVersion).Order(StringComparer.Ordinal).FirstOrDefault();
        return otherVersion is not null
            ? new("apiVersion", ContractRule.UnknownKind, $"There is no contract for {kind} of {apiVersion}.", otherVersion)
            : new("kind", ContractRule.UnknownKind, $"There is no contract for {kind} of {apiVersion}.",
                NearestName.Find(kind, contracts.Keys.Where(known => known.ApiVersion == apiVersion).Select(known => known.Kind)));
    }

    void Add(ObjectContractFile file)
    {
        foreach (var entry in file.Kinds)
            contracts[(entry.ApiVersion, entry.Kind)] = new(() => file.Contract(entry));
    }
}
