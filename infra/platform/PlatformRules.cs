using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;

namespace Basecamp.Infra.Platform;

/// <summary>Rules about a platform as a whole, on the cluster it is for: its own, and those of its parts. All findings are collected.</summary>
public static class PlatformRules
{
    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    /// <param name="rootPath">Path that findings start with.</param>
    public static IReadOnlyList<Problem> Validate(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine, string rootPath)
    {
        var (plan, problems) = (PlatformParts.PlanOf(settings, cluster, engine), new Problems(rootPath));
        if (engine != DeliveryEngine.Pulumi && settings.Git is null)
            problems.Add("git", $"is missing, but delivery is {ConfigurationNames.Of(engine)}, which reads from a repository. Add `git:` with its `url:`.");
        if (settings.Git is { } git)
            GitRules.Check(git, problems.At("git"));
        if (!cluster.ResolvesNames)
            problems.Add("", "needs DNS in the cluster, but `k3s.serverConfig.disable` of `basecamp:homelab` holds \"coredns\". Remove that entry.");
        foreach (var part in plan.Parts)
        {
            foreach (var need in part.NeedsIn(plan).Where(need => !need.IsMet))
                problems.Add(need.Path, need.Message);
            part.Check(plan, problems);
        }
        return problems.All;
    }
}
