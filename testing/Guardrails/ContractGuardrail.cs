using System.Collections;
using System.Collections.Immutable;
using Basecamp.Manifests.Contracts;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC012: a Helm value or a field of an object that nothing reads, that is missing, or that has the wrong type.</summary>
/// <remarks>
/// Looks at every object and chart of Kubernetes, also at those that hold secrets and are therefore never rendered, and at the charts that
/// Argo CD and Flux install. Findings name keys, never values. Text that Kubernetes or a chart parses later (YAML in a string) is not looked into.
/// </remarks>
/// <param name="charts">What charts read.</param>
/// <param name="objects">What objects have.</param>
public sealed class ContractGuardrail(ChartContracts charts, ObjectContracts objects) : IGuardrail
{
    static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    /// <inheritdoc/>
    public string Id => "BC012";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        foreach (var resource in stack.Resources)
        {
            if (!resource.IsRegistered || !resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
                continue;
            foreach (var violation in CheckResource(resource))
            {
                yield return new(Id, resource, $"{violation.Path}: {violation.Reason}",
                    violation.Suggestion is { } meant ? $"Write {meant}." : "Remove it, or correct it.");
            }
        }
    }

    IEnumerable<ContractViolation> CheckResource(RecordedResource resource)
    {
        if (resource.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal))
            return CheckChart(resource.Inputs, "chart", "version", "values", "values.");
        if (resource.Type.StartsWith("kubernetes:yaml/", StringComparison.Ordinal))
        {
            return Elements(resource.Inputs, "objs").SelectMany((body, index) =>
                CheckObject(body).Select(violation => Within(violation, $"objs[{index}].")));
        }
        // A patch names only some of the fields of an object that someone else owns.
        return resource.Type.EndsWith("Patch", StringComparison.Ordinal) ? [] : CheckObject(resource.Inputs);
    }

    IEnumerable<ContractViolation> CheckObject(ImmutableDictionary<string, object> body)
    {
        if (body.GetValueOrDefault("apiVersion") is not string apiVersion || body.GetValueOrDefault("kind") is not string kind)
            return [];
        var found = objects.Check(apiVersion, kind, body);
        var spec = Map(body, "spec");
        return kind switch
        {
            "Application" when IsOf(apiVersion, "argoproj.io") => found.Concat(CheckArgo(spec)),
            "HelmRelease" when IsOf(apiVersion, "helm.toolkit.fluxcd.io") => found.Concat(CheckFlux(spec)),
            _ => found,
        };
    }

    IEnumerable<ContractViolation> CheckArgo(ImmutableDictionary<string, object> spec)
    {
        var single = Map(spec, "source");
        return CheckArgoSource(single, "spec.source.").Concat(
            Elements(spec, "sources").SelectMany((source, index) => CheckArgoSource(source, $"spec.sources[{index}].")));
    }

    IEnumerable<ContractViolation> CheckArgoSource(ImmutableDictionary<string, object> source, string path)
    {
        // A source without chart is a directory of manifests.
        if (!source.ContainsKey("chart"))
            return [];
        var given = Map(source, "helm").GetValueOrDefault("valuesObject") ?? Nothing;
        return CheckChart(source.SetItem("valuesObject", given), "chart", "targetRevision", "valuesObject", $"{path}helm.valuesObject.");
    }

    IEnumerable<ContractViolation> CheckFlux(ImmutableDictionary<string, object> spec)
    {
        var chart = Map(Map(spec, "chart"), "spec");
        return chart.ContainsKey("chart")
            ? CheckChart(chart.SetItem("values", Map(spec, "values")), "chart", "version", "values", "spec.values.")
            : [];
    }

    IEnumerable<ContractViolation> CheckChart(
        ImmutableDictionary<string, object> holder, string chart, string version, string values, string path)
    {
        // A chart in a directory is part of the program.
        return holder.GetValueOrDefault(chart) is not string name || name.StartsWith('.')
            ? []
            : charts.Check(name, holder.GetValueOrDefault(version) as string, Map(holder, values))
                .Select(violation => violation.Path is "chart" or "version" && violation.Rule is not ContractRule.Unknown ? violation : Within(violation, path));
    }

    static ContractViolation Within(ContractViolation violation, string path) => violation with
    {
        Path = path + violation.Path,
        // What is allowed is a value, not a place.
        Suggestion = violation.Suggestion is { } meant && violation.Rule is ContractRule.Unknown ? path + meant : violation.Suggestion,
    };

    static bool IsOf(string apiVersion, string group) => apiVersion.StartsWith($"{group}/", StringComparison.Ordinal);

    static ImmutableDictionary<string, object> Map(ImmutableDictionary<string, object> of, string key) =>
        of.GetValueOrDefault(key) as ImmutableDictionary<string, object> ?? Nothing;

    static IEnumerable<ImmutableDictionary<string, object>> Elements(ImmutableDictionary<string, object> of, string key) =>
        (of.GetValueOrDefault(key) as IList)?.OfType<ImmutableDictionary<string, object>>() ?? [];
}
