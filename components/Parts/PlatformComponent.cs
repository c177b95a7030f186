using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Catalog;
using Basecamp.Components.Charts;
using Basecamp.Components.Connections;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Exposure;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Parts;

/// <summary>
/// A part of the platform that is delivered as one unit: charts and manifests, by whoever delivers. Derived components declare their content
/// in the constructor, and end with <see cref="Deliver"/>.
/// </summary>
public abstract class PlatformComponent : ComponentResource, IDeclaresState
{
    readonly string name;

    /// <summary>Starts the component's unit.</summary>
    /// <param name="type">Type token, a literal.</param>
    /// <param name="name">Name of the component and its unit.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="isDirect">True for what GitOps could not start without: the CNI, the GitOps engine, definitions. Default false.</param>
    protected PlatformComponent(string type, string name, PlatformComponentArgs args, ComponentResourceOptions? options, bool isDirect = false)
        : this(
            type, name, args,
            new DeliveryUnit(name, args.Platform.Delivery, options?.Parent, [.. args.After.Select(before => before.Unit)], isDirect), options)
    {
    }

    PlatformComponent(string type, string name, PlatformComponentArgs args, DeliveryUnit unit, ComponentResourceOptions? options)
        : base(type, name, args, ComponentResourceOptions.Merge(new() { Providers = { unit.Manifests } }, options))
    {
        this.name = name;
        Platform = args.Platform;
        Unit = unit;
    }

    /// <summary>What the component builds on.</summary>
    protected PlatformContext Platform { get; }

    /// <summary>What is delivered.</summary>
    public DeliveryUnit Unit { get; }

    /// <inheritdoc/>
    public ImmutableArray<HeldState> Held { get; private set; } = [];

    /// <inheritdoc/>
    public ImmutableArray<StateCopier> Copiers { get; private set; } = [];

    /// <summary>What is lost together with the cluster, unless something copies it.</summary>
    /// <param name="states">What it is.</param>
    protected void Holds(params IEnumerable<HeldState> states) => Held = [.. Held, .. states];

    /// <summary>What copies state of other components.</summary>
    /// <param name="copier">What it copies, and where to.</param>
    protected void Copies(StateCopier copier) => Copiers = [.. Copiers, copier];

    /// <summary>The component's namespace with its policies.</summary>
    /// <param name="args">How the namespace is; platform and unit are filled in.</param>
    protected ManagedNamespace Namespace(ManagedNamespaceArgs args) =>
        First(new ManagedNamespace(ManagedNamespace.NameOf(args.Name, args.Tier), args.In(Unit, Platform), new() { Parent = this }));

    /// <summary>What the rest of the component needs, such as its namespace and the Secrets its chart mounts: all that is declared later waits.</summary>
    /// <param name="resource">What comes first; goes to the cluster whoever delivers.</param>
    protected T First<T>(T resource)
        where T : Resource
    {
        if (resource is ManagedNamespace ns)
        {
            Unit.First(ns.Namespace);
            Unit.BeforeCharts(ns);
        }
        else
            Unit.First(resource);
        return resource;
    }

    /// <summary>A chart.</summary>
    /// <param name="chart">Chart and version.</param>
    /// <param name="release">Release name, which charts build object names from.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="values">Values.</param>
    /// <param name="workloads">What the chart starts with these values.</param>
    /// <param name="skipCrds">Whether definitions in the chart's <c>crds/</c> are left out because they are applied apart. Default true.</param>
    /// <param name="bootstrapOnly">Whether Pulumi only makes the first release of it. Default false.</param>
    /// <param name="startsByHand">Whether its pods wait for a person, and whoever delivers must not wait for them. Default false.</param>
    /// <param name="retained">Whether removing it only forgets it. Default false.</param>
    protected HelmChart Chart(
        ChartPin chart, string release, string ns, ValueTree values, ImmutableArray<Workload> workloads, bool skipCrds = true, bool bootstrapOnly = false,
        bool startsByHand = false, bool retained = false) =>
        new(
            release,
            new()
            {
                Install = new(chart, release, ns, values, skipCrds, startsByHand),
                Workloads = workloads,
                Unit = Unit,
                IsBootstrapOnly = bootstrapOnly,
                IsRetained = retained,
            },
            new() { Parent = this });

    /// <summary>Pods of this component may talk to another component's.</summary>
    /// <param name="connection">Name of both policies: <c>who-to-whom</c>.</param>
    /// <param name="from">Who connects.</param>
    /// <param name="to">To whom.</param>
    /// <param name="ports">TCP ports of the latter.</param>
    protected Connection Connect(string connection, Peer.Pods from, Peer.Pods to, params ImmutableArray<int> ports) => Connect(connection, null, from, to, ports);

    /// <inheritdoc cref="Connect(string, Peer.Pods, Peer.Pods, ImmutableArray{int})"/>
    /// <param name="connection">Name of both policies.</param>
    /// <param name="home">A namespace whose half of the connection stays as long as it does; null for none.</param>
    /// <param name="from">Who connects.</param>
    /// <param name="to">To whom.</param>
    /// <param name="ports">TCP ports of the latter.</param>
    protected Connection Connect(string connection, ManagedNamespace? home, Peer.Pods from, Peer.Pods to, params ImmutableArray<int> ports) => new(
        connection,
        new()
        {
            Platform = Platform,
            From = from,
            To = to,
            Ports = [.. ports.Select(port => new WorkloadPort("", port))],
            After = [.. Unit.Dependencies],
            Home = home is null ? null : new(home.FullName, home.Namespace),
        },
        new() { Parent = this });

    /// <summary>Keeps all but one of several pods running while nodes are drained, for charts that have no such budget.</summary>
    /// <param name="workload">Name of what runs the pods, and of the budget.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="labels">Labels of the pods.</param>
    protected void DisruptionBudget(string workload, string ns, IReadOnlyDictionary<string, string> labels)
    {
        var selector = new LabelSelectorArgs();
        foreach (var (key, value) in labels)
            selector.MatchLabels.Add(key, value);
        _ = new PodDisruptionBudget(
            $"{workload}-budget",
            new() { Metadata = ObjectMeta.Of(workload, ns), Spec = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1, Selector = selector } },
            Child());
    }

    /// <summary>Pods of this component may talk to an object store, wherever it is.</summary>
    /// <param name="from">Who connects.</param>
    /// <param name="store">The store.</param>
    /// <param name="home">The namespace of the pods, whose policy stays as long as it does. Default none.</param>
    protected void ConnectToStore(Peer.Pods from, S3Target store, ManagedNamespace? home = null)
    {
        if (store.Peer is Peer.Pods pods)
            Connect($"{name}-to-object-store", home, from, pods, store.Port);
        else
            PolicyObjects.Register(
                $"{name}-to-object-store", from.Namespace,
                new($"{name}-to-object-store", Direction.Egress, store.Peer, [new("s3", store.Port)]) { Subject = from.Labels }, Platform.Cluster, KeptWith(home, Child()));
    }

    /// <summary>Publishes the component's page over HTTPS; nothing where nothing is published. The ingress controller must be a unit before.</summary>
    /// <param name="host">Host below the platform's domain, e.g. <c>grafana</c>.</param>
    /// <param name="target">Service and pods.</param>
    /// <param name="requirePassword">Whether the ingress controller asks for a password, because the component does not. Default false.</param>
    /// <param name="path">Path prefix. Default <c>/</c>.</param>
    /// <param name="called">What its objects are called, with <c>-http</c>. Default the host.</param>
    protected HttpExposure? Expose(string host, HttpTarget target, bool requirePassword = false, string path = "/", string? called = null) => Platform.Http is null
        ? null
        : new(
            $"{called ?? host}-http",
            new() { Platform = Platform, Host = host, Target = target, Path = path, RequirePassword = requirePassword, After = [.. Unit.Dependencies] },
            new() { Parent = this });

    /// <summary>Alerts of the component; nothing where nothing reads metrics.</summary>
    /// <param name="ns">Namespace of the rules.</param>
    /// <param name="alerts">The alerts.</param>
    protected void Alerts(string ns, params ImmutableArray<AlertRule> alerts)
    {
        if (Platform.Monitoring)
            Custom("alerts", PrometheusRules.Of($"{name}-alerts", ns, alerts, Platform.RunbookUrl));
    }

    /// <summary>A dashboard of the component; nothing where nothing reads metrics.</summary>
    /// <param name="ns">Namespace of the ConfigMap that Grafana's sidecar finds.</param>
    /// <param name="dashboard">The dashboard.</param>
    protected void Dashboard(string ns, Dashboard dashboard)
    {
        if (Platform.Monitoring)
            _ = new ConfigMap($"{name}-dashboard", DashboardConfigMap.Of($"{name}-dashboard", ns, dashboard), Child());
    }

    /// <summary>An object of a custom kind.</summary>
    /// <param name="suffix">Logical name after the component's.</param>
    /// <param name="args">The object.</param>
    /// <param name="options">Default <see cref="Child"/>.</param>
    protected CustomResource Custom(string suffix, CustomObjectArgs args, CustomResourceOptions? options = null) =>
        new($"{name}-{suffix}", args, options ?? Child());

    /// <summary>Options of a manifest of this component.</summary>
    /// <param name="after">What must be there before, besides the units before this one.</param>
    protected CustomResourceOptions Child(params IEnumerable<Resource> after) => new() { Parent = this, DependsOn = [.. Unit.Dependencies, .. after] };

    /// <summary>Options of a manifest that holds state: a deletion only forgets it. Its metadata carries <see cref="Guards.Annotations"/>.</summary>
    /// <param name="after">What must be there before, besides the units before this one.</param>
    protected CustomResourceOptions StatefulChild(params IEnumerable<Resource> after)
    {
        var options = Child(after);
        options.RetainOnDelete = true;
        return options;
    }

    /// <summary>
    /// Options of a manifest that is deleted with a namespace and never before it: when that is only forgotten because it holds state, so is this.
    /// What such state needs to stay usable: credentials, backups, the way in.
    /// </summary>
    /// <param name="home">The namespace; null where somebody else owns it.</param>
    /// <param name="options">Further options.</param>
    protected static CustomResourceOptions KeptWith(ManagedNamespace? home, CustomResourceOptions options)
    {
        options.DeletedWith = home?.Namespace;
        return options;
    }

    /// <summary>Options of an object that goes to the cluster whoever delivers: Secrets, and what GitOps itself needs.</summary>
    /// <param name="after">What must be there before, besides the units before this one.</param>
    protected CustomResourceOptions DirectChild(params IEnumerable<Resource> after)
    {
        var options = Child(after);
        options.Provider = Platform.Delivery.Cluster;
        return options;
    }

    /// <summary>Ends the component: hands the unit to whoever delivers, and registers the outputs.</summary>
    protected void Deliver()
    {
        Unit.Complete(this);
        RegisterOutputs();
    }
}
