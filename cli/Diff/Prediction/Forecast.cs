using System.Collections.Immutable;
using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Manifests.Objects;
using Basecamp.Testing;

namespace Basecamp.Cli.Diff.Prediction;

/// <summary>What the next <c>pulumi up</c> does, told from an exported state and a recorded program, without the engine.</summary>
/// <remarks>
/// Components, providers, Kubernetes and random resources are predicted; resources of other packages only when they come or go. A secret counts as
/// unchanged, because only Pulumi can read it. Compared with previews of the engine for many changes: docs/features.md.
/// </remarks>
sealed class Forecast
{
    readonly DeployedState state;
    readonly Dictionary<string, RecordedResource> next;
    readonly HashSet<string> replacedProviders = new(StringComparer.Ordinal);
    readonly List<PredictedStep> steps = [];

    Forecast(DeployedState state, RecordedStack stack, string owner)
    {
        this.state = state;
        Owner = state.Owner ?? owner;
        NextOwner = owner;
        next = stack.Resources.Where(resource => IsCounted(resource.Type, resource.Urn)).DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
    }

    /// <summary>Who applied what is deployed.</summary>
    public string Owner { get; }

    /// <summary>Who applies it from now on.</summary>
    public string NextOwner { get; }

    /// <summary>Whether somebody else applies the stack from now on.</summary>
    public bool ChangesOwner => Owner != NextOwner;

    /// <summary>The steps, in the order of the program; deletions last.</summary>
    public IReadOnlyList<PredictedStep> Steps => steps;

    /// <summary>Steps with an effect on objects.</summary>
    public IEnumerable<PredictedStep> With(Effect effect) => steps.Where(step => step.Effect == effect);

    /// <summary>Whether the object is removed and then created again, in this cluster or the next one; false when somebody else is to apply it.</summary>
    public bool IsRecreated(PredictedStep step) => step.Operation == Operation.Replace && !(ChangesOwner && step.Reason == ByProvider);

    /// <summary>How many steps do this.</summary>
    public int Count(Operation operation) => steps.Count(step => step.Operation == operation);

    /// <summary>Whether the owner changes without what is handed over being retained first: then it is deleted from the cluster.</summary>
    public bool IsUnprepared => ChangesOwner && With(Effect.Removed).Any(step => step.Reason == ByProvider || step.Type == ReleaseType && !IsOfEngine(step));

    /// <summary>Predicts.</summary>
    /// <param name="state">What is deployed.</param>
    /// <param name="stack">The program as recorded.</param>
    /// <param name="owner">Who applies it: the value of <c>basecamp:delivery</c>.</param>
    public static Forecast Of(DeployedState state, RecordedStack stack, string owner)
    {
        var forecast = new Forecast(state, stack, owner);
        forecast.Predict(stack);
        return forecast;
    }

    void Predict(RecordedStack stack)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        // Providers first: all they made goes with them.
        foreach (var resource in next.Values.OrderByDescending(resource => resource.IsProvider))
        {
            if (Deployed(resource) is not { } old)
            {
                steps.Add(new(resource.Urn, resource.Type, Operation.Create, Effect.None, null));
                continue;
            }
            known.Add(old.Urn);
            if (StepOf(old, resource) is { } step)
                steps.Add(step);
        }
        foreach (var old in state.Resources.Values.Where(old => IsCounted(old.Type, old.Urn) && !known.Contains(old.Urn)))
            steps.Add(new(old.Urn, old.Type, Operation.Delete, EffectOf(old), null));
    }

    PredictedStep? StepOf(DeployedResource old, RecordedResource resource)
    {
        if (!old.IsCustom)
            return null;
        var changes = IsCompared(old.Type) ? Changes(old, resource) : [];
        var reason = old.Provider is { } provider && (replacedProviders.Contains(provider) || (resource.Provider is { } now && now.Urn != provider))
            ? ByProvider
            : changes is null ? Identity(old.Type) : ReplacingFields.In(old.Type, changes);
        if (reason is null)
            return changes!.Count == 0 ? null : new(resource.Urn, resource.Type, Operation.Update, Effect.None, null);
        if (resource.IsProvider)
            replacedProviders.Add(old.Urn);
        return new(resource.Urn, resource.Type, Operation.Replace, EffectOf(old, reason), reason);
    }

    Effect EffectOf(DeployedResource old, string? reason = null)
    {
        if (!old.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
            return Effect.None;
        if (state.IsFile(old))
            return ChangesOwner && reason == ByProvider ? Effect.ChangesOwner : Effect.None;
        if (state.IsRemovedWith(old) && !KeepsWhatItInstalled(old))
            return Effect.Removed;
        return ChangesOwner ? Effect.ChangesOwner : Effect.Kept;
    }

    // Definitions carry Helm's policy to stay.
    static bool KeepsWhatItInstalled(DeployedResource old) => old.Type == ReleaseType && old.Inputs.Text("chart") is ['.', ..];

    // The GitOps engine that leaves is meant to be removed.
    static bool IsOfEngine(PredictedStep step) =>
        step.Urn.Contains("basecamp:index:ArgoCd$", StringComparison.Ordinal) || step.Urn.Contains("basecamp:index:Flux$", StringComparison.Ordinal);

    DeployedResource? Deployed(RecordedResource resource) =>
        new[] { resource.Urn }.Concat(AliasUrns(resource)).Select(urn => state.Resources.GetValueOrDefault(urn)).FirstOrDefault(found => found is not null);

    static IEnumerable<string> AliasUrns(RecordedResource resource)
    {
        var (start, name) = (resource.Urn[..(resource.Urn.Length - resource.Name.Length - resource.Type.Length - 2)], resource.Name);
        foreach (var alias in resource.Options.Aliases)
            yield return alias.Urn ?? $"{start}{alias.Type ?? resource.Type}::{alias.Name ?? name}";
    }

    // Null when it is another object altogether.
    static IReadOnlyList<FieldChange>? Changes(DeployedResource old, RecordedResource resource)
    {
        var inputs = (ImmutableDictionary<string, object>)RecordedSide.WithoutSecrets(resource, resource.Inputs, "");
        if (!PulumiObject.IsCompared(old.Type))
            return ValueComparer.Compare(Own(old.Inputs), Own(inputs));
        var before = new PulumiObject(old.Type, old.Name, null, old.Inputs).ToObject(old.Name);
        var after = new PulumiObject(resource.Type, resource.Name, null, inputs).ToObject(resource.Name);
        if (before is null || after is null)
            return [];
        if (before.Id != after.Id)
            return null;
        return ObjectPairs.Compare([before], [after with { Ignored = [.. resource.Options.IgnoreChanges.Where(path => !path.AsSpan().ContainsAny('.', '['))] }], isDeployed: true)
            is [var change] ? change.Fields : [];
    }

    static string Identity(string type) => type == ReleaseType ? "name" : "metadata.name";

    static ImmutableDictionary<string, object> Own(ImmutableDictionary<string, object> inputs) =>
        inputs.RemoveRange(inputs.Keys.Where(key => key.StartsWith("__", StringComparison.Ordinal) || key is "version" or "pluginDownloadURL"));

    static bool IsCompared(string type) =>
        PulumiObject.IsCompared(type) || type is "pulumi:providers:kubernetes" || type.StartsWith("random:", StringComparison.Ordinal);

    // The stack itself, stacks that are only read, and providers that nobody declared.
    static bool IsCounted(string type, string urn) =>
        type is not ("pulumi:pulumi:Stack" or "pulumi:pulumi:StackReference") && !urn.Contains("::default_", StringComparison.Ordinal)
        && !(type.StartsWith("pulumi:providers:", StringComparison.Ordinal) && urn.EndsWith("::default", StringComparison.Ordinal));

    const string ByProvider = "provider";
    const string ReleaseType = "kubernetes:helm.sh/v3:Release";
}
