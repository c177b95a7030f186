using Basecamp.Cli.Charts;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Diff.Revisions;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Terminal;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Diff;

/// <summary>The two states of a diff, or why there are none.</summary>
sealed record DiffSides
{
    /// <summary>The old state.</summary>
    public DiffSide? Before { get; init; }

    /// <summary>The new state.</summary>
    public DiffSide? After { get; init; }

    /// <summary>What the next <c>pulumi up</c> does; null when no stack is compared with an export.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>What to return when a state could not be had, which is said already; null when both are there.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether a text holds a secret of the stack; null when no stack was run.</summary>
    public Func<string, bool>? IsSecret { get; init; }

    /// <summary>Reads or renders what <paramref name="sources"/> name.</summary>
    /// <exception cref="InvalidStateException">A file or directory cannot be read.</exception>
    /// <exception cref="RevisionException">A revision cannot be rendered.</exception>
    public static async Task<DiffSides> ReadAsync(DiffSources sources, CliContext context, CancellationToken cancellation)
    {
        if (sources is { Old: { } old, New: { } current })
            return Directories(old, current, sources.WithCharts, context);
        var revisions = new RevisionRender(
            context.Directory, sources.Stack!, sources.Config, context.CacheDirectory is { } cache ? new(Path.Combine(cache, "revisions")) : null, sources.WithCharts);
        if (sources is { Base: { } first, Head: { } second })
            return Aligned(await RenderAsync(revisions, first, context, cancellation), await RenderAsync(revisions, second, context, cancellation));
        // Reading is quick, and a misspelt name is told before anything is built.
        var export = sources.Export is { } file ? Read(file, context) : null;
        var state = sources.Export is { } path ? StateOf(path, context) : null;
        var stack = await RunAsync(sources, state, context, cancellation);
        return stack.ExitCode is not null
            ? stack
            : stack with { Before = export ?? await RenderAsync(revisions, sources.Base!, context, cancellation) };
    }

    static DiffSides Directories(string old, string current, bool withCharts, CliContext context)
    {
        var (before, after) = (Read(old, context), Read(current, context));
        foreach (var side in (DiffSide[])[before, after])
            if (withCharts && !ChartObjectsOfBoth.AreIn(side))
                throw new InvalidStateException($"{side.Label} holds no objects of charts. Render it with: ./basecamp render --stack <stack> --charts --out {side.Label}");
        return Aligned(before, after);
    }

    static DiffSides Aligned(DiffSide before, DiffSide after)
    {
        var (first, second) = ChartObjectsOfBoth.Align(before, after);
        return new() { Before = first, After = second };
    }

    static DiffSide Read(string shown, CliContext context) => SideReader.Read(Path.GetFullPath(shown, context.Directory), shown);

    static Task<DiffSide> RenderAsync(RevisionRender revisions, string revision, CliContext context, CancellationToken cancellation) =>
        Progress.WaitAsync($"checking out {revision}", context, say => revisions.RunAsync(revision, say, cancellation));

    static DeployedState? StateOf(string shown, CliContext context) =>
        Path.GetFullPath(shown, context.Directory) is var path && File.Exists(path) ? DeployedState.Read(File.ReadAllText(path)) : null;

    // Objects are compared as the owner of what is deployed would apply them, so that only what changes in them is shown.
    static async Task<DiffSides> RunAsync(DiffSources sources, DeployedState? state, CliContext context, CancellationToken cancellation)
    {
        var file = StackFileReader.Read(context.Directory, sources.Stack!, sources.Config);
        var owner = file.Config.GetValueOrDefault(Delivery.Key, Delivery.Default);
        var run = await Progress.RunAsync(Delivery.By(file, state?.Owner ?? owner), context, new(context), cancellation);
        var errors = new Page(context with { Output = context.Error, HasColour = false });
        if (run.ExitCode != Cli.ExitCode.Fine)
        {
            new PreviewText(errors, TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
            errors.Line(Style.Bad($"diff of {run.File.Stack}: nothing was compared"));
            return new() { ExitCode = run.ExitCode };
        }
        IReadOnlyList<RenderedChart> charts = [];
        try
        {
            if (sources.WithCharts)
                charts = await StackCharts.RenderAsync(run, context, cancellation);
        }
        catch (ChartException exception)
        {
            foreach (var line in exception.Message.Split('\n'))
                errors.Line(Style.Bad("refused: "), Style.Plain(line));
            return new() { ExitCode = exception.ExitCode };
        }
        var tree = RenderedTree.Of(run, context.Program.Files(file.Config), charts);
        if (tree.Refusals.Count > 0)
        {
            foreach (var refusal in tree.Refusals)
                errors.Line(Style.Bad("refused: "), Style.Plain(refusal));
            return new() { ExitCode = Cli.ExitCode.Unfit };
        }
        var secrets = SecretTexts.Of(run.Stack);
        var next = state?.Owner is { } deployed && deployed != owner ? await Progress.RunAsync(file, context, new(context), cancellation) : run;
        return new()
        {
            Forecast = state is null ? null : Forecast.Of(state, next.Stack, owner),
            After = RecordedSide.Of(sources.Export is null ? "working tree" : file.Shown, run, tree, withSecrets: sources.Export is not null),
            IsSecret = text => secrets.Count > 0 && secrets.FindIn(text.Replace(PulumiYaml.SecretPlaceholder, "", StringComparison.Ordinal)) is not null,
        };
    }
}
