using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Logs;

/// <summary>The chart's values.</summary>
static class AlloyValues
{
    // Which lines were already read, kept on the machine: a restarted Alloy sends nothing twice and skips nothing.
    const string Positions = "/var/lib/alloy";

    public static ResourceRequests Alloy { get; } = new(30, 96, 256);

    public static ResourceRequests Reloader { get; } = new(5, 24);

    public static ValueTree ForFiles(PlatformContext platform) => Common(platform, AlloyConfig.Files(platform.Cluster.Name)).Merge(new()
    {
        ["controller.type"] = "daemonset",
        ["controller.tolerations"] = new[] { new ValueTree { ["operator"] = "Exists" } },
        ["controller.volumes.extra"] = new[]
        {
            new ValueTree { ["name"] = "positions", ["hostPath.path"] = Positions, ["hostPath.type"] = "DirectoryOrCreate" },
        },
        ["alloy.mounts.varlog"] = true,
        ["alloy.mounts.extra"] = new[] { new ValueTree { ["name"] = "positions", ["mountPath"] = Positions } },
        ["alloy.storagePath"] = Positions,
        ["rbac.rules"] = new[] { MayRead("pods") },
    });

    public static ValueTree ForEvents(PlatformContext platform) => Common(platform, AlloyConfig.Events(platform.Cluster.Name)).Merge(new()
    {
        ["controller.type"] = "deployment",
        ["controller.replicas"] = 1,
        ["rbac.rules"] = new[] { MayRead("events") },
    });

    static ValueTree Common(PlatformContext platform, string config) => new()
    {
        ["crds.create"] = false,
        ["alloy.configMap.create"] = true,
        ["alloy.configMap.content"] = Escaped(config),
        ["alloy.enableReporting"] = false,
        ["alloy.clustering.enabled"] = false,
        ["alloy.resources"] = Alloy.ToValues(),
        ["configReloader.resources"] = Reloader.ToValues(),
        ["controller.priorityClassName"] = Priority.Core,
        // The chart's own rules read every Secret of the cluster. It writes both lists one below the other, and an empty one as text that is no
        // YAML there: so this one says something that does no harm.
        ["rbac.clusterRules"] = new[] { new ValueTree { ["nonResourceURLs"] = new[] { "/metrics" }, ["verbs"] = new[] { "get" } } },
        ["serviceMonitor.enabled"] = platform.Monitoring,
    };

    static ValueTree MayRead(string resource) => new()
    {
        ["apiGroups"] = new[] { "" },
        ["resources"] = new[] { resource },
        ["verbs"] = new[] { "get", "list", "watch" },
    };

    /// <summary>The chart runs the text through Helm's template engine, which would take Alloy's own templates for its own.</summary>
    public static string Escaped(string config) => config.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);
}
