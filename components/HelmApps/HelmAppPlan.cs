using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Exposure;
using Basecamp.Components.Network;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.HelmApps;

/// <summary>Everything about an app that is decided before a resource exists.</summary>
sealed record HelmAppPlan
{
    public required string Name { get; init; }

    public required HelmAppSpec Spec { get; init; }

    public required ChartPin Chart { get; init; }

    public string Namespace => Spec.Namespace ?? Name;

    public ValueTree Values => ValueTree.From(Spec.Values.Entries);

    /// <summary>Every pod of its namespace, hooks and jobs included: they all belong to the app.</summary>
    public Peer.Pods Pods => new(Namespace);

    public ImmutableArray<Workload> Workloads => WorkloadsOf(Name, Spec);

    public HttpTarget? Target => Spec.Publish is { } publish
        ? new(PodsAt([publish.Port]), publish.Port, publish.Service ?? Name, publish.ServicePort)
        : null;

    public ImmutableArray<NetworkRule> Rules =>
        [.. Spec.Metrics.Count > 0 ? [NetworkRule.FromPrometheus([.. Spec.Metrics])] : Array.Empty<NetworkRule>(), .. Spec.ConnectTo.Rules];

    /// <summary>The pods that listen there: those of the one workload that says so, otherwise all.</summary>
    public Peer.Pods PodsAt(IReadOnlyList<int> ports) =>
        Workloads.Where(workload => workload.Ports.Any(port => ports.Contains(port.Number))).ToArray() is [var only] ? new(Namespace, only.Labels) : Pods;

    public static ImmutableArray<Workload> WorkloadsOf(string name, HelmAppSpec spec) => spec.Workloads.Count == 0
        ? [new HelmAppWorkloadSpec { Ports = spec.Publish is { } publish ? [publish.Port] : [] }.Called(name, spec.Chart!)]
        : [.. spec.Workloads.OrderBy(workload => workload.Key, StringComparer.Ordinal).Select(workload => workload.Value.Called(workload.Key, spec.Chart!))];

    /// <exception cref="InvalidConfigurationException">Says everything that is wrong with the app, at once.</exception>
    public static HelmAppPlan For(string name, HelmAppArgs args)
    {
        var (spec, problems) = (args.Spec, new Problems($"app '{name}'"));
        HelmAppRules.Check(name, spec, args.Platform.Http?.Domain, problems);
        if (spec.Database is not null && args.Database is null)
            problems.Add("database", "is set, but the component was given none. Set `Database` of its arguments.");
        if (spec.Cache && args.Cache is null)
            problems.Add("cache", "is set, but the component was given none. Set `Cache` of its arguments.");
        if (problems.All.Count > 0)
            throw new InvalidConfigurationException(problems.All);
        return new() { Name = name, Spec = spec, Chart = new(spec.Chart!, spec.Repository!.TrimEnd('/'), spec.Version!) };
    }
}
