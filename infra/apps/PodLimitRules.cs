using System.Globalization;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.UserNamespaces;
using Basecamp.Components.WebApps;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>Apps that have more pods than their namespace's quota admits: the last ones would never be created.</summary>
static class PodLimitRules
{
    // A new version starts one pod before it takes an old one away.
    const int Surge = 1;

    public static void Check(AppsSettings settings, PlatformFacts platform, int defaultReplicas, Problems problems)
    {
        var limitOfOwn = new NamespaceSpec { Name = "own" }.MaxPods;
        foreach (var group in settings.Services.GroupBy(service => service.Value.Namespace ?? settings.NameOf(service.Key), StringComparer.Ordinal))
        {
            int? limit = platform.PodLimits.TryGetValue(group.Key, out var stated) ? stated : platform.Namespaces.Contains(group.Key) ? null : limitOfOwn;
            var most = group.Sum(service => MostPods(service.Value, defaultReplicas));
            if (limit is not { } admitted || most <= admitted)
                continue;
            foreach (var (name, spec) in group)
            {
                var path = spec.Scaling is null ? "replicas" : "scaling.max";
                problems.At("services").At(ConfigurationNames.EntryPath(name)).Add(path, $"runs up to {Number(most)} pods in the namespace {Shown.Text(group.Key)}"
                    + $"{(group.Count() > 1 ? " together with its other apps" : "")}, including one extra during a rollout, but the quota allows {Number(admitted)}. "
                    + (spec.Namespace is null ? "Lower it, or run it in a namespace of `basecamp:platform.namespaces` with a larger `maxPods`." : "Lower it, or raise `maxPods` of that namespace."));
            }
        }
        foreach (var (name, spec) in settings.Charts)
        {
            var most = spec.Workloads.Values.Sum(workload => (long)workload.Replicas);
            if (most > spec.MaxPods)
                problems.At("charts").At(ConfigurationNames.EntryPath(name)).Add("maxPods", $"is {Number(spec.MaxPods.Value)}, but `workloads` has {most.ToString(CultureInfo.InvariantCulture)} pods. Raise it, or correct their `replicas`.");
        }
    }

    static long MostPods(WebAppSpec spec, int defaultReplicas) => (long)Math.Max(spec.Replicas ?? defaultReplicas, spec.Scaling?.Max ?? 0) + Surge;

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
