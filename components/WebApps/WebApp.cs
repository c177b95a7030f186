using System.Collections.Immutable;
using Basecamp.Components.Exposure;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Pulumi;
using Pulumi.Kubernetes.Autoscaling.V2;
using Pulumi.Kubernetes.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;
using IngressObject = Pulumi.Kubernetes.Networking.V1.Ingress;

namespace Basecamp.Components.WebApps;

/// <summary>
/// A stateless HTTP service with everything it needs in production: namespace with policies, Deployment, Service, published with TLS, metrics,
/// alerts, dashboard, disruption budget, autoscaling. Image, port and host are enough to ask for.
/// </summary>
/// <example><code>
/// new WebApp("shop", new()
/// {
///     Platform = platform,
///     Spec = new() { Image = "registry.example.com/shop:v2@sha256:…", Port = 8080, Host = "shop" },
/// });
/// </code></example>
public sealed class WebApp : PlatformComponent
{
    /// <summary>Where <see cref="WebAppArgs.Files"/> are.</summary>
    public const string FilesDirectory = "/etc/app";

    /// <summary>Where <see cref="WebAppArgs.SecretFiles"/> are.</summary>
    public const string SecretsDirectory = "/run/secrets/app";

    /// <summary>Its namespace.</summary>
    public string NamespaceName { get; }

    /// <summary>Its pods: the other side of a connection.</summary>
    public Peer.Pods Pods { get; }

    /// <summary>Where pods of the cluster reach it, without a trailing slash.</summary>
    public string ServiceUrl { get; }

    /// <summary>Where it is published; null when it is internal.</summary>
    public string? Url { get; }

    /// <summary>Declares the app. Its name is that of its objects and, unless it is given one, of its namespace.</summary>
    /// <exception cref="Configuration.InvalidConfigurationException">Says everything that is missing or could not work, at once.</exception>
    public WebApp(string name, WebAppArgs args, ComponentResourceOptions? options = null)
        : this(name, args, WebAppPlan.For(name, args), options)
    {
    }

    WebApp(string name, WebAppArgs args, WebAppPlan plan, ComponentResourceOptions? options)
        : base("basecamp:index:WebApp", name, args, options)
    {
        (NamespaceName, Pods, ServiceUrl) = (plan.Namespace, plan.Pods, $"http://{name}.{plan.Namespace}.svc");
        RegisterNamespace(plan);
        RegisterSecrets(plan);
        RegisterConnections(name, plan);
        RegisterPods(name, plan);
        if (plan.Spec.Host is { } host)
            Url = Publish(name, host, plan);
        RegisterMonitoring(plan);
        Deliver();
    }

    void RegisterNamespace(WebAppPlan plan)
    {
        ImmutableArray<NetworkRule> rules = [.. WebAppPolicies.For(plan)];
        if (plan.Spec.Namespace is null)
            Namespace(new() { Name = plan.Name, Tier = NamespaceTier.App, AllowSameNamespace = false, Rules = rules });
        else
            foreach (var rule in rules.Where(rule => Platform.Monitoring || !rule.IsForMonitoring))
                PolicyObjects.Register($"{plan.Name}-{rule.Name}", plan.Namespace, rule, Platform.Cluster, Child());
    }

    // They are there before the first pod, and go to the cluster directly whoever delivers the rest.
    void RegisterSecrets(WebAppPlan plan)
    {
        if (plan.HasSecrets)
            First(new Secret(
                plan.SecretName, WebAppObjects.Secret(plan, plan.SecretName, plan.Args.SecretFiles.Concat(plan.Args.SecretVariables)), DirectChild()));
        if (plan.Args.Prepare is { SecretFiles.IsEmpty: false } preparation)
            First(new Secret(
                plan.PreparationSecretName, WebAppObjects.Secret(plan, plan.PreparationSecretName, preparation.SecretFiles), DirectChild()));
    }

    void RegisterConnections(string name, WebAppPlan plan)
    {
        foreach (var (index, client) in plan.Args.AllowFrom.Concat(plan.Spec.AllowFrom.Select(client => client.Peer)).Index())
            Connect(NameOf($"{client.Namespace}-to-{name}", index), client, plan.Pods, plan.Port);
        foreach (var (index, (pods, port)) in plan.Args.ConnectTo.Index())
            Connect(NameOf($"{name}-to-{pods.Namespace}", index), plan.Pods, pods, port);
        foreach (var (index, target) in plan.Spec.ConnectTo.Pods.Index())
            Connect(NameOf($"{name}-to-{target.Namespace}", plan.Args.ConnectTo.Length + index), plan.Pods, target.Peer, [.. target.Ports]);
    }

    string? Publish(string name, string host, WebAppPlan plan)
    {
        var target = new HttpTarget(plan.Pods, plan.Port, name, WebAppObjects.ServicePort);
        if (plan.Spec.CatchAll)
            _ = new IngressObject($"{name}-catch-all", HttpRoutes.DefaultBackend($"{name}-catch-all", target), Child());
        return Expose(host, target, path: plan.Spec.Path, called: name)?.Url;
    }

    static string NameOf(string connection, int index) => index == 0 ? connection : $"{connection}-{index + 1}";

    void RegisterPods(string name, WebAppPlan plan)
    {
        var account = new ServiceAccount($"{name}-account", WebAppObjects.Account(plan), Child());
        var before = new List<Resource> { account };
        if (plan.HasFiles)
            before.Add(new ConfigMap(plan.FilesName, WebAppObjects.Files(plan), Child()));
        before.Add(new Service($"{name}-service", WebAppObjects.Service(plan, name), Child()));
        if (plan.Spec.Rollout is { } rollout)
            RegisterRollout(name, plan, rollout, before);
        else
            _ = new Pulumi.Kubernetes.Apps.V1.Deployment(name, WebAppObjects.Deployment(plan), Child(before));
        if (plan is { IsReplicated: true, Spec.Budget: true })
            DisruptionBudget(name, plan.Namespace, plan.Labels);
        if (plan.Spec.Scaling is { Query: null } byCpu)
            _ = new HorizontalPodAutoscaler($"{name}-autoscaler", WebAppScaler.ByCpu(plan, byCpu), Child());
        else if (plan.Spec.Scaling is { } byQuery)
            Custom("autoscaler", WebAppScaler.ByQuery(plan, byQuery));
    }

    void RegisterRollout(string name, WebAppPlan plan, WebAppRolloutSpec rollout, List<Resource> before)
    {
        before.Add(Custom("analysis", WebAppRollout.Analysis(plan, rollout)));
        if (rollout.Strategy == RolloutStrategy.BlueGreen)
            before.Add(new Service($"{name}-preview", WebAppObjects.Service(plan, WebAppRollout.PreviewOf(name)), Child()));
        _ = new CustomResource(name, WebAppRollout.Rollout(plan, rollout), Child(before));
    }

    void RegisterMonitoring(WebAppPlan plan)
    {
        if (!Platform.Monitoring)
            return;
        if (plan.MetricsPort is not null)
            Custom("metrics", WebAppObjects.ServiceMonitor(plan));
        if (WebAppAlerts.For(plan) is { IsEmpty: false } alerts)
            Alerts(plan.Namespace, alerts);
        Dashboard(plan.Namespace, WebAppDashboard.For(plan));
    }
}
