using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.Tenants;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>Tenants, each for itself and beside everybody else.</summary>
static class TenantClaims
{
    /// <summary>A claim in an environment: its namespaces and short hosts end with the environment's name.</summary>
    public static TenantSpec In(AppsSettings settings, TenantSpec spec) => spec with
    {
        Namespaces = [.. spec.Namespaces.Select(settings.NameOf)],
        Publish =
        [
            .. spec.Publish.Select(publish => publish with
            {
                Host = AppHosts.In(settings, publish.Host)!,
                Namespace = publish.Namespace is { } ns ? settings.NameOf(ns) : null,
            }),
        ],
    };

    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        var namespaces = TakenNames.Of(settings, platform);
        var published = new PublishedHosts(settings, platform).WithApps();
        foreach (var (name, spec) in settings.Tenants)
        {
            var at = problems.At("tenants").At(ConfigurationNames.EntryPath(name));
            TenantRules.Check(name, spec, platform.Http?.Domain, platform.Delivery, at);
            if (settings.Services.ContainsKey(name) || settings.Charts.ContainsKey(name) || (name == "triage" && settings.Triage is not null))
                at.Add("", "has the same name as an app. Rename one of the two.");
            foreach (var ns in (spec.Namespaces.Count == 0 ? [name] : spec.Namespaces.Distinct(StringComparer.Ordinal)).Select(settings.NameOf))
                if (NameRules.IsReserved(ns))
                    at.Add("namespaces", $"has {Shown.Text(ns)}, which belongs to Kubernetes or the platform. Choose another name.");
                else if (!namespaces.TryAdd(ns, name))
                    at.Add("namespaces", $"has {Shown.Text(ns)}, which is the namespace of '{namespaces[ns]}'. A tenant does not share its namespaces: choose another name.");
            foreach (var (index, publish) in spec.Publish.Index())
                if (published.Claim(publish.Host, publish.Path, name) is { } owner)
                    at.Add($"publish[{index}].host", $"is {Shown.Text(publish.Host)} with the path {Shown.Text(publish.Path)}, where '{owner}' is published already. "
                        + "Change one of the two.");
        }
    }
}
