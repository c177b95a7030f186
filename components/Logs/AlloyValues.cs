using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
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
    });

    public static ValueTree ForEvents(PlatformContext platform) => Common(platform, AlloyConfig.Events(platform.Cluster.Name)).Merge(new()
    {
        ["controller.type"] = "deployment",
        ["controller.replicas"] = 1,
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
        ["serviceMonitor.enabled"] = platform.Monitoring,
    };

    /// <summary>The chart runs the text through Helm's template engine, which would take Alloy's own templates for its own.</summary>
    public static string Escaped(string config) => config.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);
}
