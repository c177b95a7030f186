using System.Text.RegularExpressions;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;
using Basecamp.Tests;

namespace Basecamp.Cli.Tests.Diff.Prediction;

/// <summary>
/// What the next <c>pulumi up</c> of the shipped stack <c>ha</c> does after a change. The same changes were made to a deployed <c>ha</c>, and
/// the engine's previews had the same steps; its counts are written here.
/// </summary>
public sealed partial class ForecastTests
{
    static readonly Lazy<Task<DeployedState>> Deployed = new(async () => State(await Run("pulumi")));

    [Theory]
    [InlineData("pulumi")]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task Nothing_happens_and_no_object_differs_when_nothing_changed(string owner)
    {
        var run = await Run(owner);
        var export = Exports.Of(run.Stack);

        Assert.Empty(Between(DeployedState.Read(export)!, run).Steps);
        var recorded = RecordedSide.Of("file", run, RenderedTree.Of(run, StackProgram.Basecamp.Files(run.File.Config)), withSecrets: true);
        Assert.Equal([], DiffReport.Of(StackExportReader.Read("export", export), recorded).Objects.Select(change => change.Id.ToString()));
    }

    [Theory]
    [InlineData("one more replica", "\"replicas\":3", "\"replicas\":4", 0, 1, 0, 0)]
    [InlineData("another image", "blog:v2.0.1", "blog:v2.0.2", 0, 1, 0, 0)]
    [InlineData("another host", "\"host\":\"www\"", "\"host\":\"home\"", 0, 1, 0, 0)]
    [InlineData("a renamed app", "\"shop\":{", "\"store\":{", 20, 0, 0, 20)]
    [InlineData("a part that goes", "\"sealed\":{}", "", 0, 0, 0, 16)]
    public async Task The_engine_counts_the_same(string change, string was, string becomes, int created, int updated, int replaced, int deleted)
    {
        var forecast = await After(change, text => text.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Equal(
            (created, updated, replaced, deleted),
            (forecast.Count(Operation.Create), forecast.Count(Operation.Update), forecast.Count(Operation.Replace), forecast.Count(Operation.Delete)));
        Assert.False(forecast.ChangesOwner);
    }

    [Theory]
    [MemberData(nameof(Owners.Changes), MemberType = typeof(Owners))]
    public async Task A_prepared_change_of_owner_removes_nothing_but_the_engine_that_leaves(string owner, string next)
    {
        var forecast = Forecast.Of(State(await Run(owner, handover: next)), (await Run(next)).Stack, next);

        Assert.True(forecast.ChangesOwner);
        Assert.False(forecast.IsUnprepared);
        Assert.Equal([], forecast.With(Effect.Removed).Where(step => !IsOfEngine(step)).Select(step => step.Urn));
        Assert.Empty(forecast.With(Effect.Kept));
        // From one engine to the other the same files are read.
        Assert.Equal(owner == "pulumi" || next == "pulumi", forecast.With(Effect.ChangesOwner).Count() > 150);
        Assert.Equal(owner != "pulumi", forecast.With(Effect.Removed).Any());
    }

    [Theory]
    [InlineData("pulumi", "argocd")]
    [InlineData("pulumi", "flux")]
    public async Task An_unprepared_change_of_owner_is_recognized_by_what_it_would_remove(string owner, string next)
    {
        var forecast = Forecast.Of(State(await Run(owner)), (await Run(next)).Stack, next);

        Assert.True(forecast.IsUnprepared);
        Assert.Contains(forecast.With(Effect.Removed), step => step.Type == "kubernetes:networking.k8s.io/v1:NetworkPolicy");
        Assert.Contains(forecast.With(Effect.Removed), step => step.Type == "kubernetes:helm.sh/v3:Release");
        // Nothing creates them again: a file is written instead.
        Assert.DoesNotContain(forecast.With(Effect.Removed), forecast.IsRecreated);
        var report = DiffReport.Of(new("old", []), new("new", []), forecast: forecast);
        Assert.Equal("owner changes without a handover · no object changes", report.Summary());
    }

    static Forecast Between(DeployedState state, OfflineRun run) => Forecast.Of(state, run.Stack, run.File.Config["basecamp:delivery"]);

    static async Task<Forecast> After(string _, Func<string, string> change) => Between(await Deployed.Value, await Run("pulumi", change: change));

    static DeployedState State(OfflineRun run) => DeployedState.Read(Exports.Of(run.Stack))!;

    static async Task<OfflineRun> Run(string delivery, string? handover = null, Func<string, string>? change = null)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null);
        var config = file.Config.ToDictionary(pair => pair.Key, pair => change?.Invoke(pair.Value) ?? pair.Value, StringComparer.Ordinal);
        config["basecamp:delivery"] = delivery;
        if (handover is not null)
            config["basecamp:handover"] = handover;
        var run = await OfflineRun.StartAsync(file with { Config = config }, StackProgram.Basecamp, null, CancellationToken.None);
        Assert.True(run.IsComplete, string.Join('\n', run.Problems.Select(problem => problem.Message)));
        return run;
    }

    static bool IsOfEngine(PredictedStep step) =>
        Engine().IsMatch(step.Urn) || step.Type is "kubernetes:argoproj.io/v1alpha1:Application" or "kubernetes:argoproj.io/v1alpha1:AppProject" || step.Type.Contains("toolkit.fluxcd.io", StringComparison.Ordinal);

    [GeneratedRegex(@"basecamp:index:(ArgoCd|Flux)\$")]
    private static partial Regex Engine();
}
