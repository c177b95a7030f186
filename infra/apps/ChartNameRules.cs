using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>What an app out of a chart must not share with another app: its name, namespace, or host and path.</summary>
static class ChartNameRules
{
    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        var namespaces = TakenNames.OfServices(settings, platform);
        var published = new PublishedHosts(settings, platform).WithServices();
        foreach (var (name, spec) in settings.Charts)
        {
            var at = problems.At("charts").At(ConfigurationNames.EntryPath(name));
            var ns = spec.Namespace ?? settings.NameOf(name);
            var place = spec.Namespace is null ? "" : "namespace";
            if (settings.Services.ContainsKey(name) || (name == "triage" && settings.Triage is not null))
                at.Add("", "has the same name as another app. Rename one of the two.");
            else if (NameRules.IsReserved(ns))
                at.Add(place, $"would live in the namespace {Shown.Text(ns)}, which belongs to Kubernetes or the platform. Choose another name.");
            else if (!namespaces.TryAdd(ns, name))
                at.Add(place, $"would live in the namespace {Shown.Text(ns)}, as '{namespaces[ns]}' does. Give one of the two a namespace of its own.");
            if (spec.Publish is { } publish && published.Claim(publish.Host, publish.Path, name) is { } owner)
                at.Add("publish.host", $"is {Shown.Text(publish.Host)} with the path {Shown.Text(publish.Path)}, where '{owner}' is published already. "
                    + "Change one of the two.");
        }
    }
}
