using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Preview;

namespace Basecamp.Cli.Diff.Output;

/// <summary>What the next <c>pulumi up</c> does, in words: the same for terminals, Markdown and JSON.</summary>
static class ForecastLines
{
    const int MaximumNames = 20;

    /// <summary><c>2 created, 1 updated</c>, as Pulumi counts.</summary>
    public static string Counts(Forecast forecast) => string.Join(", ", new[]
    {
        (Operation.Create, "created"), (Operation.Update, "updated"), (Operation.Replace, "replaced"), (Operation.Delete, "deleted"),
    }.Where(each => forecast.Count(each.Item1) > 0).Select(each => $"{forecast.Count(each.Item1)} {each.Item2}").DefaultIfEmpty("no changes"));

    /// <summary>What that does to live objects; the gravest first.</summary>
    public static IEnumerable<(bool IsBad, string Text)> Effects(Forecast forecast)
    {
        if (forecast.IsUnprepared)
            yield return (true, $"The owner changes from {forecast.Owner} to {forecast.NextOwner} without a handover: Pulumi would delete live objects, so `pulumi up` refuses it. "
                + $"Set basecamp:delivery back to {forecast.Owner} and run ./basecamp handover --to {forecast.NextOwner}.");
        if (forecast.With(Effect.ChangesOwner).Count() is var handed and > 0)
            yield return (false, $"changes owner from {forecast.Owner} to {forecast.NextOwner} and stays in the cluster: {PreviewReport.Count(handed, "resource")}");
        if (Names(forecast, Effect.Removed) is { } removed)
            yield return (false, $"removed from the cluster: {removed}");
        if (Names(forecast, Effect.Kept) is { } kept)
            yield return (false, $"removed from the state and left in the cluster: {kept}");
    }

    static string? Names(Forecast forecast, Effect effect)
    {
        var steps = forecast.With(effect).ToList();
        if (steps.Count == 0)
            return null;
        var names = string.Join(", ", steps.Take(MaximumNames).Select(step => $"{step.Type[(step.Type.LastIndexOf(':') + 1)..]} {step.Name}{(forecast.IsRecreated(step) ? " (recreated)" : "")}"));
        return steps.Count > MaximumNames ? $"{names} and {steps.Count - MaximumNames} more" : names;
    }
}
