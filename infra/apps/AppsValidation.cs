using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Triage.Chart;

namespace Basecamp.Infra.Apps;

/// <summary>Rules about apps as a whole, on the platform they are for. All findings are collected.</summary>
public static class AppsValidation
{
    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="rootPath">Path that findings start with.</param>
    public static IReadOnlyList<Problem> Validate(AppsSettings settings, PlatformFacts platform, string rootPath)
    {
        var problems = new Problems(rootPath);
        EnvironmentRules.Check(settings, problems);
        if (settings.Triage is { } triage)
            TriageRules.Check(triage, ProjectDirectory.TextOf(triage.OnCall), platform, problems.At("triage"));
        PlatformNames.Check(settings, platform, problems);
        ServiceRules.Check(settings, platform, problems);
        ChartRules.Check(settings, platform, problems);
        NameRules.Check(settings, platform, problems);
        ChartNameRules.Check(settings, platform, problems);
        TenantClaims.Check(settings, platform, problems);
        NamespaceReferences.Check(settings, platform, problems);
        return problems.All;
    }
}
