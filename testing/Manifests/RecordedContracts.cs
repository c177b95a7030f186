using Basecamp.Manifests.Contracts;

namespace Basecamp.Testing.Manifests;

/// <summary>Contracts of charts, held against what a stack installs.</summary>
public static class RecordedContracts
{
    /// <summary>What a chart installation gives its chart in vain, or in the wrong type.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="release">The installation.</param>
    /// <returns>Violations by path; none when all is well. A chart without contract, or with a contract of another version, is one.</returns>
    public static IReadOnlyList<ContractViolation> Check(this ChartContracts contracts, HelmRelease release)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        ArgumentNullException.ThrowIfNull(release);
        return contracts.Check(release.Chart, release.Version, release.Values);
    }

    /// <summary>What a chart installation gives the chart in vain, or in the wrong type.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="release">The installation.</param>
    /// <returns>Violations by path; none when all is well.</returns>
    public static IReadOnlyList<ContractViolation> Check(this ChartContract contract, HelmRelease release)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(release);
        return contract.Check(release.Values);
    }
}
