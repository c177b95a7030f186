using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Exposure;
using Basecamp.Components.Network;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.WebApps;

/// <summary>What an app must say, and what could not work.</summary>
public static partial class WebAppRules
{
    // Objects are named after the app, with suffixes.
    const int LongestName = 40;

    // Below are ports that only root may open, and nothing runs as root.
    const int LowestPort = 1024;

    /// <summary>Adds what is wrong.</summary>
    /// <param name="name">Name of the app.</param>
    /// <param name="spec">What it is like.</param>
    /// <param name="around">What the platform has.</param>
    /// <param name="problems">Findings, at the app's place.</param>
    public static void Check(string name, WebAppSpec spec, WebAppSurroundings around, Problems problems)
    {
        if (!DnsNames.IsLabel(name, LongestName))
            problems.Add("", $"is not a valid app name: objects are named after it. Use {DnsNames.LabelRule}, at most {LongestName} characters.");
        if (ImageRule.ProblemOf(spec.Image) is { } image)
            problems.Add("image", image);
        CheckPort(spec, problems);
        CheckHost(spec, around, problems);
        CheckReplicas(spec, around, problems);
        if (spec.Rollout is { } rollout)
            WebAppRolloutRules.Check(rollout, around, problems.At("rollout"));
        CheckResources(spec.Resources, problems.At("resources"));
        CheckHealth(spec.Health, problems.At("health"));
        CheckMetrics(spec, problems);
        CheckAlerts(spec.Alerts, problems.At("alerts"));
        CheckContainer(spec, problems);
        CheckPeers(spec, problems);
    }

    static void CheckPort(WebAppSpec spec, Problems problems)
    {
        if (spec.Port is not { } port)
            problems.Add("port", "is missing. Write the port that the container listens on for HTTP, e.g. `port: 8080`.");
        else if (port is < LowestPort or > 65535)
            problems.Add("port", $"is {Number(port)}, but without root a container listens on a port from {LowestPort} to 65535. Let the app listen on e.g. 8080; "
                + "users still see 443.");
    }

    static void CheckHost(WebAppSpec spec, WebAppSurroundings around, Problems problems)
    {
        if (spec is { Internal: true, Host: not null })
            problems.Add("host", $"is {Shown.Text(spec.Host)}, but `internal` says that nothing is published. Remove one of the two.");
        else if (spec is { Internal: false, Host: null })
            problems.Add("host", "is missing. Write the name that it is published at, e.g. `host: shop`, or `internal: true` when only other pods use it.");
        else if (spec.Host is { } host && PublishedHostRule.ProblemOf(host, around.Domain) is { } problem)
            problems.Add("host", problem);
        else if (spec.Host is not null && !around.Publishes)
            problems.Add("host", $"is {Shown.Text(spec.Host)}, but this platform publishes nothing. Set `basecamp:platform.ingress` and `domain`, or write `internal: true`.");
        if (spec is { Internal: true, CatchAll: true })
            problems.Add("catchAll", "is set, but `internal` says that nothing is published. Remove one of the two.");
        if (!HttpPath().IsMatch(spec.Path))
            problems.Add("path", $"is {Shown.Text(spec.Path)}, but a path begins with `/` and has no spaces, `?` or `#`.");
        if (spec.Namespace is { } ns && !DnsNames.IsLabel(ns))
            problems.Add("namespace", $"is {Shown.Text(ns)}, but a namespace is a DNS label: {DnsNames.LabelRule}.");
    }

    static void CheckReplicas(WebAppSpec spec, WebAppSurroundings around, Problems problems)
    {
        var least = spec.Replicas ?? around.Replicas;
        if (least < 1)
            problems.Add("replicas", $"is {Number(least)}, but an app has at least one pod. Remove the app to stop it.");
        if (spec.Scaling is not { } scaling)
            return;
        var at = problems.At("scaling");
        if (scaling.Max <= least)
            at.Add("max", $"is {Number(scaling.Max)}, but {Number(least)} pod{(least == 1 ? "" : "s")} run anyway. Raise it, or remove `scaling`.");
        if (scaling.CpuPercent is < 1 or > 1000)
            at.Add("cpuPercent", $"is {Number(scaling.CpuPercent)}, but must be from 1 to 1000: a share of the CPU that a pod asks for.");
        if (scaling.Query is not null && !around.Scales)
            at.Add("query", "is set, but nothing on this platform scales by queries. Add `basecamp:platform.keda: {}`, or scale by `cpuPercent`.");
        if (scaling.Query is not null && !around.Monitors)
            at.Add("query", "is set, but there is no Prometheus that answers it. Add `basecamp:platform.monitoring: {}`, or scale by `cpuPercent`.");
        if (scaling.Query is null && !around.MeasuresPods)
            at.Add("", "scales by CPU usage, which metrics-server measures, but `k3s.serverConfig.disable` of `basecamp:homelab` holds \"metrics-server\". "
                + "Remove that entry, or scale by `query`.");
        if (scaling.Query is not null && scaling.PerReplica is not >= 1)
            at.Add("perReplica", "is missing or below 1. Write how much of the query's number one pod is for, e.g. `perReplica: 100`.");
        if (scaling.Query is null && scaling.PerReplica is not null)
            at.Add("perReplica", "is set, but there is no `query` that it divides. Add the query, or remove it.");
    }

    static void CheckResources(WebAppResourcesSpec resources, Problems at)
    {
        if (resources.CpuMillis < 1)
            at.Add("cpuMillis", $"is {Number(resources.CpuMillis)}, but a pod asks for at least 1 thousandth of a core.");
        if (resources.MemoryMiB < 4)
            at.Add("memoryMiB", $"is {Number(resources.MemoryMiB)}, but a pod needs at least 4.");
        if (resources.MemoryLimitMiB < resources.MemoryMiB)
            at.Add("memoryLimitMiB", $"is {Number(resources.MemoryLimitMiB.Value)}, less than the {Number(resources.MemoryMiB)} that the pod asks for. Raise it.");
    }

    static void CheckHealth(WebAppHealthSpec health, Problems at)
    {
        foreach (var (path, name) in new[] { (health.Ready, "ready"), (health.Live, "live") })
            if (path is not null && !HttpPath().IsMatch(path))
                at.Add(name, $"is {Shown.Text(path)}, but a path begins with `/` and has no spaces, `?` or `#`.");
        if (health.StartSeconds is < 1 or > 3600)
            at.Add("startSeconds", $"is {Number(health.StartSeconds)}, but must be from 1 to 3600.");
    }

    static void CheckMetrics(WebAppSpec spec, Problems problems)
    {
        if (spec.Metrics is not { } metrics)
            return;
        if (metrics.Port is { } port && !Ports.IsPort(port))
            problems.Add("metrics.port", $"is {Number(port)}, but {Ports.Rule}.");
        if (!HttpPath().IsMatch(metrics.Path))
            problems.Add("metrics.path", $"is {Shown.Text(metrics.Path)}, but a path begins with `/` and has no spaces, `?` or `#`.");
    }

    static void CheckAlerts(WebAppAlertsSpec? alerts, Problems at)
    {
        if (alerts is null)
            return;
        if (alerts.ErrorPercent is < 1 or > 100)
            at.Add("errorPercent", $"is {Number(alerts.ErrorPercent)}, but must be from 1 to 100.");
        if (alerts.LatencyMillis is < 10 or > 60_000)
            at.Add("latencyMillis", $"is {Number(alerts.LatencyMillis)}, but must be from 10 to 60000.");
    }

    static void CheckContainer(WebAppSpec spec, Problems problems)
    {
        foreach (var variable in spec.Environment.Keys.Concat(spec.SecretEnvironment.Keys).Where(variable => !Variable().IsMatch(variable)))
            problems.Add("environment", $"names {Shown.Text(variable)}, but a variable is letters, digits and underscores, not beginning with a digit.");
        foreach (var variable in spec.Environment.Keys.Intersect(spec.SecretEnvironment.Keys, StringComparer.Ordinal))
            problems.Add("secretEnvironment", $"names {Shown.Text(variable)}, which `environment` sets too. Remove one of the two.");
        foreach (var (variable, source) in spec.SecretEnvironment)
            if (source.Split('/') is not [{ Length: > 0 } secret, { Length: > 0 }] || !DnsNames.IsName(secret))
                problems.Add($"secretEnvironment.{variable}", $"is {Shown.Text(source)}, but must be a Secret's name, a slash and a key, e.g. `shop/password`.");
        foreach (var directory in spec.WritableDirectories.Where(directory => !AbsolutePath.IsValid(directory)))
            problems.Add("writableDirectories", $"lists {Shown.Text(directory)}, but a directory {AbsolutePath.Rule}.");
        if (spec.User is < 1)
            problems.Add("user", $"is {Number(spec.User.Value)}, but nothing runs as root. Write another user's number, e.g. 65532.");
        if (spec.PullSecret is { } pullSecret && !DnsNames.IsName(pullSecret))
            problems.Add("pullSecret", $"is {Shown.Text(pullSecret)}, but a Secret's name is a DNS name.");
        if (spec.GraceSeconds is < 10 or > 3600)
            problems.Add("graceSeconds", $"is {Number(spec.GraceSeconds)}, but must be from 10 to 3600.");
    }

    static void CheckPeers(WebAppSpec spec, Problems problems)
    {
        foreach (var (index, client) in spec.AllowFrom.Index())
            PeerRules.CheckNamespace(client.Namespace, problems.At($"allowFrom[{Number(index)}]"));
        PeerRules.CheckEgress(spec.ConnectTo, problems.At("connectTo"));
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/[^\s?#]*\z")]
    private static partial Regex HttpPath();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();
}
