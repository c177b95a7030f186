using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Charts;

/// <summary>Holds what charts render to against the guardrails for objects.</summary>
static class ChartGuardrails
{
    // A chart's images are fixed by its version, whose archive has a digest in the lock; nobody but its authors could add digests.
    static readonly IReadOnlyList<ManifestGuardrail> All =
    [
        .. AllGuardrails.Manifests.OfType<ManifestGuardrail>().Where(guardrail => guardrail is not UnpinnedImages), new UnpinnedImages(needsDigest: false),
    ];

    /// <summary>Violations without a stated reason, by chart.</summary>
    /// <param name="stack">The stack: what it adds to a chart, such as budgets, counts.</param>
    /// <param name="charts">Its charts.</param>
    /// <param name="exemptions">Stated reasons.</param>
    public static IReadOnlyList<string> Check(RecordedStack stack, IReadOnlyList<RenderedChart> charts, ChartExemptions exemptions)
    {
        var owners = new Dictionary<RecordedObject, StackChart>(ReferenceEqualityComparer.Instance);
        foreach (var chart in charts)
            foreach (var recorded in chart.Recorded)
                owners.Add(recorded, chart.Chart);
        var manifests = KubernetesManifests.Of([.. KubernetesManifests.From(stack).Objects, .. owners.Keys]);
        return
        [
            .. from guardrail in All
               from violation in guardrail.Violations(manifests)
               where owners.TryGetValue(violation.Violator, out var found) && !exemptions.Cover(found.Pin.Name, guardrail.Id, violation.Violator.Kind, violation.Violator.Name)
               let owner = owners[violation.Violator]
               orderby owner.ToString(), guardrail.Id, violation.Violator.ToString()
               select $"{guardrail.Id} {owner}: {violation.Violator}: {violation.Message} {violation.Fix} If the chart has no value for that, state why in {ChartExemptions.Shown}: "
                   + $"'{owner.Pin.Name} {guardrail.Id} {violation.Violator.Kind}/{violation.Violator.Name} <reason>'.",
        ];
    }
}
