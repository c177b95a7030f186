using System.Collections.Immutable;
using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Contracts;

/// <summary>The contracts of many charts, one file each, named like the chart.</summary>
public sealed class ChartContracts
{
    readonly Dictionary<string, Lazy<ChartContract>> contracts;

    ChartContracts(Dictionary<string, Lazy<ChartContract>> contracts) => this.contracts = contracts;

    /// <summary>Charts that have a contract.</summary>
    public IReadOnlyCollection<string> Charts => contracts.Keys;

    /// <summary>Takes every <c>*.txt</c> of a folder; each is read when its chart is first checked.</summary>
    /// <param name="folder">The folder.</param>
    public static ChartContracts Load(string folder) => new(Directory.GetFiles(folder, "*.txt").ToDictionary(
        file => Path.GetFileNameWithoutExtension(file), file => new Lazy<ChartContract>(() => ChartContract.Load(file)), StringComparer.Ordinal));

    /// <summary>The contract of a chart; null when there is none.</summary>
    /// <param name="chart">Chart name, or <c>oci://</c> reference, of which the last part counts.</param>
    public ChartContract? Find(string chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return contracts.GetValueOrDefault(chart[(chart.LastIndexOf('/') + 1)..])?.Value;
    }

    /// <summary>What <paramref name="values"/> give a chart in vain, or in the wrong type.</summary>
    /// <param name="chart">Chart name, or <c>oci://</c> reference, of which the last part counts.</param>
    /// <param name="version">Version that is installed; null when not pinned.</param>
    /// <param name="values">Values as recorded.</param>
    /// <returns>Violations by path; none when all is well. A chart without contract, or with a contract of another version, is one.</returns>
    public IReadOnlyList<ContractViolation> Check(string chart, string? version, ImmutableDictionary<string, object> values)
    {
        if (Find(chart) is not { } contract)
            return [new("chart", ContractRule.UnknownKind, $"There is no contract for the chart {chart}.", NearestName.Find(chart, Charts))];
        List<ContractViolation> found = [.. contract.Check(values)];
        if (version is not null && version.TrimStart('v') != contract.Version.TrimStart('v'))
            found.Add(new("version", ContractRule.NotAllowed, $"The contract is of version {contract.Version}.", contract.Version));
        return found;
    }
}
