using Basecamp.Cli.Graph;

namespace Basecamp.Cli.Diff.Model;

/// <summary>One of the two states that are compared.</summary>
/// <param name="Label">What it is called, e.g. <c>main (1a2b3c4d)</c>.</param>
/// <param name="Objects">Its objects.</param>
sealed record DiffSide(string Label, IReadOnlyList<DiffObject> Objects)
{
    /// <summary>False for a render, which leaves out everything that holds a secret.</summary>
    public bool CanHoldSecrets { get; init; } = true;

    /// <summary>False for a stack export, which knows nothing of the files on machines.</summary>
    public bool HasFiles { get; init; } = true;

    /// <summary>Pods that charts start, as far as the state says so.</summary>
    public IReadOnlyList<RecordedWorkload> ChartWorkloads { get; init; } = [];

    /// <summary>What could not be read or compared.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
