using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>What two apps must not have both: the same host and path, or a namespace that is somebody else's.</summary>
static class NameRules
{
    // Kubernetes' own; those of the platform end with these.
    static readonly string[] ReservedSuffixes = ["-system", "-core"];

    /// <summary>Whether a namespace is Kubernetes' own or one of the platform's.</summary>
    public static bool IsReserved(string ns) =>
        ns == "default" || ns.StartsWith("kube-", StringComparison.Ordinal) || ReservedSuffixes.Any(suffix => ns.EndsWith(suffix, StringComparison.Ordinal));

    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        string? catchAll = null;
        var published = new PublishedHosts(settings, platform);
        if (settings is { Triage: not null } && settings.Services.ContainsKey("triage"))
            problems.Add("services.triage", "has the same name as the on-call service. Choose another name.");
        foreach (var (name, spec) in settings.Services)
        {
            var at = problems.At("services").At(ConfigurationNames.EntryPath(name));
            var ns = spec.Namespace ?? settings.NameOf(name);
            if (IsReserved(ns))
                at.Add(spec.Namespace is null ? "" : "namespace", $"would live in the namespace {Shown.Text(ns)}, which belongs to Kubernetes or the platform. Choose another name.");
            if (spec.Namespace is null && platform.Namespaces.Contains(ns))
                at.Add("", $"would create the namespace {Shown.Text(ns)}, which `basecamp:platform.namespaces` creates already. Write `namespace: {ns}` to live in that one, or choose another name.");
            if (spec.Host is { } host && published.Claim(host, spec.Path, name) is { } owner)
                at.Add("host", $"is {Shown.Text(host)} with the path {Shown.Text(spec.Path)}, where '{owner}' is published already. Change one of the two.");
            if (spec.CatchAll && catchAll is not null)
                at.Add("catchAll", $"is set, but '{catchAll}' answers for unknown hosts already. Remove it from one of the two.");
            if (spec.CatchAll && platform.HasDefaultBackend)
                at.Add("catchAll", "is set, but `basecamp:platform.ingress.defaultBackend` answers for unknown hosts already. Remove one of the two.");
            catchAll ??= spec.CatchAll ? name : null;
        }
    }
}
