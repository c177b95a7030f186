using Basecamp.Cli.Preview;
using Basecamp.Cli.Recovery.Coverage;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Configuration;
using Basecamp.Infra;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Pulumi;

namespace Basecamp.Cli.Offline;

/// <summary>A stack's program, run without an engine.</summary>
/// <param name="File">The config it ran with.</param>
/// <param name="Stack">What it registered.</param>
/// <param name="Findings">Violated guardrails; empty when the program failed.</param>
/// <param name="Problems">Why the config was refused.</param>
/// <param name="Failures">Other reasons why the program failed.</param>
/// <param name="Warnings">Suspicious but allowed.</param>
sealed record OfflineRun(
    StackFile File,
    RecordedStack Stack,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ConfigProblem> Problems,
    IReadOnlyList<ProgramError> Failures,
    IReadOnlyList<ConfigProblem> Warnings)
{
    /// <summary>The stacks that this one builds on, and those that they build on. Default none.</summary>
    public IReadOnlyList<RecordedStack> Below { get; init; } = [];

    /// <summary>What the command should return.</summary>
    public int ExitCode =>
        Failures.Count > 0 ? Cli.ExitCode.Internal : Problems.Count + Findings.Count > 0 ? Cli.ExitCode.Unfit : Cli.ExitCode.Fine;

    /// <summary>Whether the program ran to its end, so that the recording is whole.</summary>
    public bool IsComplete => Failures.Count + Problems.Count == 0;

    /// <summary>Runs <paramref name="program"/> with the config of <paramref name="file"/>.</summary>
    public static Task<OfflineRun> StartAsync(
        StackFile file, StackProgram program, Action<RecordingProgress>? onResource, CancellationToken cancellation) =>
        StartAsync(file, program, onResource, [], cancellation);

    /// <summary>Like <see cref="StartAsync(StackFile, StackProgram, Action{RecordingProgress}?, CancellationToken)"/>, for a stack that others build on.</summary>
    internal static async Task<OfflineRun> StartAsync(
        StackFile file, StackProgram program, Action<RecordingProgress>? onResource, IReadOnlyCollection<string> above, CancellationToken cancellation)
    {
        ProjectDirectory.Use(file.ProjectDirectory);
        var others = await OtherStacks.RecordAsync(file, program, above, cancellation);
        var options = new RecordingOptions
        {
            ProjectName = file.Project,
            StackName = file.Stack,
            Config = file.Config,
            SecretConfigKeys = file.SecretKeys,
            SecretValues = file.SecretKeys.Count > 0 ? [PulumiYaml.SecretPlaceholder] : [],
            OnResource = onResource,
            StackReferences = others.Outputs,
        };
        var stack = await RecordedStack.TryRunAsync(() => program.DefineAsync(new([.. file.Config.Keys], file.SecretKeys)), options, cancellation);
        var problems = stack.Errors.SelectMany(error => ProblemsOf(error, file)).ToList();
        var failures = stack.Errors.Where(error => !IsConfigError(error)).ToList();
        return new(
            file,
            stack,
            stack.Errors.Count == 0 ? [.. stack.Findings(program.Guardrails), .. TooLarge(stack), .. Unprotected(stack, others.Stacks, file)] : [],
            problems,
            failures,
            [
                .. others.Warnings.Select(warning => new ConfigProblem(null, null, warning)),
                .. file.Warnings.Select(warning => new ConfigProblem(null, null, warning)),
                .. program.Warnings(file.Config).Select(problem => ConfigProblem.From(problem, file)),
                .. stack.Errors.Count == 0 && Capacity.Of(stack)?.Warning is { } warning ? [new ConfigProblem(null, null, warning)] : Array.Empty<ConfigProblem>(),
            ])
        {
            Below = others.Stacks,
        };
    }

    static IEnumerable<Finding> TooLarge(RecordedStack stack) => Capacity.Of(stack) is { IsExceeded: true } capacity ? [capacity.ToFinding()] : [];

    static IEnumerable<Finding> Unprotected(RecordedStack stack, IReadOnlyList<RecordedStack> below, StackFile file) =>
        StackCoverage.Of(stack, below, file.Config).Findings(stack);

    static IEnumerable<ConfigProblem> ProblemsOf(ProgramError error, StackFile file) => error.Exception switch
    {
        InvalidConfigurationException invalid =>
            invalid.Problems.Select(problem => ConfigProblem.From(problem, file)),
        _ when IsConfigError(error) => [new(null, null, error.Message)],
        _ => [],
    };

    // Pulumi's own complaints about config (missing key, wrong type) carry no type that outlives the run, only these names.
    static bool IsConfigError(ProgramError error) =>
        error.Exception is InvalidConfigurationException
        || (error.Exception is RunException && error.Exception.GetType().Name.StartsWith("Config", StringComparison.Ordinal));
}
