using System.Globalization;
using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Text;
using Basecamp.Triage.Chart;

namespace Basecamp.Infra.Apps;

/// <summary>
/// Namespaces of others that an app names. The other half of each connection is a policy in that namespace, so it must be one that something
/// creates.
/// </summary>
static class NamespaceReferences
{
    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        // Of a platform that was deployed before its namespaces were exported, nobody knows them.
        if (platform.AllNamespaces.IsEmpty)
            return;
        HashSet<string> known =
        [
            .. PlatformNamespaces.OfKubernetes, .. platform.AllNamespaces, .. TakenNames.Of(settings, platform).Keys,
            .. settings.Tenants.SelectMany(tenant => tenant.Value.Namespaces.Count == 0 ? [tenant.Key] : tenant.Value.Namespaces).Select(settings.NameOf),
            .. settings.Triage is null ? Array.Empty<string>() : [ManagedNamespace.NameOf(TriageChart.DatabaseOf(settings.NameOf("triage")), NamespaceTier.Core)],
        ];
        foreach (var (name, spec) in settings.Services)
            Check([.. spec.AllowFrom.Select(client => client.Namespace)], spec.ConnectTo, known, problems.At("services").At(ConfigurationNames.EntryPath(name)));
        foreach (var (name, spec) in settings.Charts)
            Check([.. spec.AllowFrom.Select(client => client.Namespace)], spec.ConnectTo, known, problems.At("charts").At(ConfigurationNames.EntryPath(name)));
    }

    static void Check(IReadOnlyList<string> clients, EgressSpec egress, HashSet<string> known, Problems at)
    {
        foreach (var (index, client) in clients.Index())
            Check(client, known, at.At($"allowFrom[{index.ToString(CultureInfo.InvariantCulture)}]"));
        foreach (var (index, target) in egress.Pods.Index())
            Check(target.Namespace, known, at.At($"connectTo.pods[{index.ToString(CultureInfo.InvariantCulture)}]"));
    }

    static void Check(string ns, HashSet<string> known, Problems at)
    {
        if (!known.Contains(ns))
            at.Add("namespace", $"is {Shown.Text(ns)}, which nothing in this stack creates.{NearestName.Suggest(ns, known)} Correct it, or add the namespace to "
                + "`basecamp:platform.namespaces`.");
    }
}
