using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;

namespace Basecamp.Components.HelmApps;

/// <summary>
/// A third-party chart as an app of the platform: a namespace that denies what is not asked for, the chart with its values, published with
/// TLS, with the platform's database and cache, Secrets that no file holds, and backups.
/// </summary>
/// <example><code>
/// new HelmApp("files", new()
/// {
///     Platform = platform,
///     Spec = new() { Chart = "filebrowser", Repository = "oci://registry.example.com/charts", Version = "0.7.2", Publish = new() { Host = "files", Port = 8080 } },
/// });
/// </code></example>
public sealed class HelmApp : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public string NamespaceName { get; }

    /// <summary>Its pods: the other side of a connection.</summary>
    public Peer.Pods Pods { get; }

    /// <summary>Where it is published; null when it is not.</summary>
    public string? Url { get; }

    /// <summary>Declares the app. Its name is that of the Helm release and, unless it is given one, of its namespace.</summary>
    /// <exception cref="Configuration.InvalidConfigurationException">Says everything that is missing or could not work, at once.</exception>
    public HelmApp(string name, HelmAppArgs args, ComponentResourceOptions? options = null)
        : this(name, args, HelmAppPlan.For(name, args), options)
    {
    }

    HelmApp(string name, HelmAppArgs args, HelmAppPlan plan, ComponentResourceOptions? options)
        : base("basecamp:index:HelmApp", name, args, options)
    {
        var spec = plan.Spec;
        (NamespaceName, Pods) = (plan.Namespace, plan.Pods);
        Namespace(new()
        {
            Name = plan.Namespace,
            Tier = NamespaceTier.App,
            PodSecurity = new(spec.PodSecurity, spec.PodSecurity == PodSecurityLevel.Restricted ? null : spec.Reason),
            Rules = plan.Rules,
            HoldsState = spec.Backup is not null,
            MaxPods = spec.MaxPods,
        });
        RegisterSecrets(plan, args);
        RegisterConnections(plan, args);
        // Definitions in a third party's chart are its own: nobody applies them apart.
        Chart(plan.Chart, name, plan.Namespace, plan.Values, plan.Workloads, skipCrds: false, retained: spec.Backup is not null);
        if (spec.Publish is { } publish)
            Url = Expose(publish.Host, plan.Target!, publish.RequirePassword, publish.Path, called: name)?.Url;
        if (spec.Backup is { } held)
            Holds(new HeldState
            {
                Id = $"charts/{name}",
                What = $"volumes of {name}",
                Loss = LossKind.Data,
                Consequence = $"What {name} keeps in its volumes is lost.",
                Medium = StateMedium.Volume,
                Namespace = plan.Namespace,
                OwnSchedule = held.Schedule is { } own ? (name, own) : null,
            });
        if (spec.Backup is { Schedule: not null } backup)
        {
            Custom("backup", HelmAppBackup.Schedule(plan, backup, args.HasSnapshots));
            Alerts(plan.Namespace, HelmAppBackup.Alerts(plan, backup));
        }
        Deliver();
    }

    // They are there before the chart, and go to the cluster directly whoever delivers the rest.
    void RegisterSecrets(HelmAppPlan plan, HelmAppArgs args)
    {
        if (plan.Spec.Database is not null)
            First(new Secret($"{plan.Name}-{HelmAppSecrets.Database}", HelmAppSecrets.OfDatabase(plan.Namespace, args.Database!), DirectChild()));
        if (plan.Spec.Cache)
            First(new Secret($"{plan.Name}-{HelmAppSecrets.Cache}", HelmAppSecrets.OfCache(plan.Namespace, args.Cache!), DirectChild()));
        foreach (var (secret, spec) in plan.Spec.Secrets.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var logicalName = $"{plan.Name}-secret-{secret}";
            First(new Secret(logicalName, HelmAppSecrets.Of(logicalName, secret, plan.Namespace, spec, new() { Parent = this }), DirectChild()));
        }
    }

    void RegisterConnections(HelmAppPlan plan, HelmAppArgs args)
    {
        var name = plan.Name;
        if (plan.Spec.Database is not null)
            Connect($"{name}-to-database", plan.Pods, args.Database!.Service.Instances, PostgresCluster.Port);
        if (plan.Spec.Cache)
            Connect($"{name}-to-cache", plan.Pods, ValkeyService.Pods, ValkeyService.Port);
        foreach (var (index, client) in plan.Spec.AllowFrom.Index())
            Connect(NameOf($"{client.Namespace}-to-{name}", index), client.Peer, plan.PodsAt(client.Ports), [.. client.Ports]);
        foreach (var (index, target) in plan.Spec.ConnectTo.Pods.Index())
            Connect(NameOf($"{name}-to-{target.Namespace}", index), plan.Pods, target.Peer, [.. target.Ports]);
    }

    static string NameOf(string connection, int index) => index == 0 ? connection : $"{connection}-{index + 1}";
}
