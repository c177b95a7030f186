using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.ArgoCd;

/// <summary>The chart's values.</summary>
static class ArgoCdValues
{
    public const string OidcSecret = "argocd-oidc";

    public static ResourceRequests Controller(Sizing sizing) => sizing.Growing(100, 256);

    public static ResourceRequests RepoServer(Sizing sizing) => sizing.Growing(50, 128);

    public static ResourceRequests Server { get; } = new(20, 96);

    public static ResourceRequests ApplicationSet { get; } = new(10, 64);

    public static ResourceRequests Redis { get; } = new(10, 48);

    // Argo CD itself knows no health of an Application since 1.8, so that waves of Applications would not wait for one another. Healthy alone
    // does not do: an Application that was never synced has nothing that could be unhealthy (argo-cd#25962).
    const string ApplicationHealth = """
        local status = obj.status or {}
        local health = status.health or {}
        local phase = (status.operationState or {}).phase
        if health.status == "Healthy" and phase ~= "Succeeded" then
          return { status = "Progressing", message = "healthy, but not synced to the end yet" }
        end
        return { status = health.status or "Progressing", message = health.message or "" }
        """;

    public static ValueTree For(PlatformContext platform, ArgoCdSpec spec) =>
        Shape(platform).Merge(Requests(platform.Sizing)).Merge(Configuration(spec)).Merge(SingleSignOn(spec.Oidc));

    static ValueTree Shape(PlatformContext platform) => new()
    {
        ["crds.install"] = false,
        ["global.domain"] = platform.Domain is { } domain ? $"argocd.{domain}" : null,
        // The namespace has policies of its own, and the chart's would let in everybody.
        ["global.networkPolicy.create"] = false,
        ["global.priorityClassName"] = Priority.System,
        ["server.replicas"] = platform.Sizing.Replicas,
        ["repoServer.replicas"] = platform.Sizing.Replicas,
        ["applicationSet.replicas"] = platform.Sizing.Replicas,
        ["controller.replicas"] = 1,
        ["server.pdb.enabled"] = platform.Sizing.IsRedundant,
        ["repoServer.pdb.enabled"] = platform.Sizing.IsRedundant,
        ["applicationSet.pdb.enabled"] = platform.Sizing.IsRedundant,
        // A cache: losing it costs a refresh, not data, so that one is enough.
        ["redis-ha.enabled"] = false,
        ["redisSecretInit.enabled"] = false,
        ["dex.enabled"] = false,
        // Alerts come from metrics, which also notice that Argo CD is down.
        ["notifications.enabled"] = false,
        ["controller.metrics.enabled"] = platform.Monitoring,
        ["controller.metrics.serviceMonitor.enabled"] = platform.Monitoring,
        ["server.metrics.enabled"] = platform.Monitoring,
        ["server.metrics.serviceMonitor.enabled"] = platform.Monitoring,
        ["repoServer.metrics.enabled"] = platform.Monitoring,
        ["repoServer.metrics.serviceMonitor.enabled"] = platform.Monitoring,
        ["applicationSet.metrics.enabled"] = platform.Monitoring,
        ["applicationSet.metrics.serviceMonitor.enabled"] = platform.Monitoring,
    };

    static ValueTree Requests(Sizing sizing) => new()
    {
        ["controller.resources"] = Controller(sizing).ToValues(),
        ["repoServer.resources"] = RepoServer(sizing).ToValues(),
        ["server.resources"] = Server.ToValues(),
        ["applicationSet.resources"] = ApplicationSet.ToValues(),
        ["redis.resources"] = Redis.ToValues(),
    };

    static ValueTree Configuration(ArgoCdSpec spec) => new()
    {
        // One key with a dot: written as a path it would become a map, which Argo CD ignores.
        [@"configs.params.server\.insecure"] = true,
        // A client-side diff stores the last state in an annotation, which large definitions do not fit (argo-cd#17358).
        [@"configs.params.controller\.diff\.server\.side"] = "true",
        // An ApplicationSet with a mistake in it must not delete apps.
        [@"configs.params.applicationsetcontroller\.policy"] = "create-update",
        [@"configs.cm.admin\.enabled"] = spec.Admin,
        [@"configs.cm.exec\.enabled"] = false,
        [@"configs.cm.application\.resourceTrackingMethod"] = "annotation",
        [@"configs.cm.resource\.customizations\.health\.argoproj\.io_Application"] = ApplicationHealth,
        // Kustomize directories may inflate charts: the way to patch a chart that lacks a value.
        [@"configs.cm.kustomize\.buildOptions"] = "--enable-helm",
        [@"configs.rbac.policy\.default"] = "role:readonly",
    };

    static ValueTree SingleSignOn(OidcSpec? oidc) => oidc is null ? [] : new()
    {
        [@"configs.cm.oidc\.config"] = $"""
            name: SSO
            issuer: {oidc.Issuer}
            clientID: {oidc.ClientId}
            clientSecret: ${OidcSecret}:clientSecret
            requestedScopes: [openid, profile, email, groups]
            """,
        [@"configs.rbac.policy\.csv"] = $"g, {oidc.AdminGroup}, role:admin",
        ["configs.rbac.scopes"] = "[groups]",
    };
}
