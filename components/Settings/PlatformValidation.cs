using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;

namespace Basecamp.Components.Settings;

/// <summary>Rules about a platform as a whole, on the cluster it is for. All findings are collected.</summary>
public static class PlatformValidation
{
    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    /// <param name="rootPath">Path that findings start with.</param>
    public static IReadOnlyList<Problem> Validate(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine, string rootPath)
    {
        var problems = new Problems(rootPath);
        if (engine != DeliveryEngine.Pulumi && settings.Git is null)
            problems.Add("git", $"is missing, but delivery is {ConfigurationNames.Of(engine)}, which reads from a repository. Add `git:` with its `url:`.");
        if (!cluster.ResolvesNames)
            problems.Add("", "needs DNS in the cluster, but `k3s.serverConfig.disable` of `basecamp:homelab` holds \"coredns\". Remove that entry.");
        NamespaceRules.Check(settings, problems);
        ObjectStoreRules.Check(settings, problems);
        SecretsRules.Check(settings, cluster, problems);
        BackupRules.Check(settings, cluster, problems);
        StorageRules.Check(settings, cluster, problems);
        PostgresRules.Check(settings, cluster, problems);
        CertificateRules.Check(settings, problems);
        CiliumRules.Check(settings, cluster, problems);
        IngressRules.Check(settings, cluster, problems);
        NodeCareRules.Check(settings, cluster, problems);
        PolicyRules.Check(settings, problems);
        GitOpsRules.Check(settings, problems);
        MonitoringRules.Check(settings, problems);
        TelemetryRules.Check(settings, problems);
        ValkeyRules.Check(settings, problems);
        return problems.All;
    }
}
