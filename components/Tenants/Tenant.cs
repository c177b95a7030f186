using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Tenants;

/// <summary>
/// A team that shares the cluster: namespaces with quota, limits, default deny and the restricted Pod Security Standard, rights for its people, and
/// its own git, applied with those same rights.
/// </summary>
/// <remarks>Removing a tenant takes rights and policies away, but only forgets its namespaces and what is in them.</remarks>
/// <example><code>
/// new Tenant("shop", new() { Platform = platform, Spec = new() { Members = new() { Groups = ["team-shop"] }, Internet = [443] } });
/// </code></example>
public sealed class Tenant : PlatformComponent
{
    /// <summary>Label of its namespaces, with its name.</summary>
    public const string Label = "basecamp.io/tenant";

    static readonly string[] PlatformPriorities = [Priority.Core, Priority.System, "system-cluster-critical", "system-node-critical"];

    /// <summary>Its namespaces, at least one.</summary>
    public ImmutableArray<string> Namespaces { get; }

    /// <summary>Declares the tenant.</summary>
    /// <exception cref="Configuration.InvalidConfigurationException">Says everything that is wrong with the claim, at once.</exception>
    public Tenant(string name, TenantArgs args, ComponentResourceOptions? options = null)
        : this(name, args, TenantPlan.For(name, args.Spec, args.Platform), options)
    {
    }

    Tenant(string name, TenantArgs args, TenantPlan plan, ComponentResourceOptions? options)
        : base("basecamp:index:Tenant", name, args, options)
    {
        Namespaces = plan.Namespaces;
        foreach (var ns in plan.Namespaces)
            RegisterNamespace(plan, ns);
        foreach (var ns in plan.Namespaces)
            RegisterRights(plan, ns);
        Custom("admission-binding", TenantAdmission.Binding(plan), Child(Custom("admission", TenantAdmission.Policy(plan))));
        foreach (var publish in plan.Spec.Publish)
            Expose(
                publish.Host, new(publish.PodsIn(publish.Namespace ?? plan.Namespaces[0]), publish.Port, publish.Service, publish.ServicePort), path: publish.Path,
                called: $"{name}-{publish.Host.Split('.')[0]}");
        if (plan.Spec.Git is { } git)
            RegisterGit(plan, git);
        if (Platform.Monitoring)
            RegisterMonitoring(plan);
        Deliver();
    }

    void RegisterNamespace(TenantPlan plan, string ns)
    {
        var limits = plan.Spec.Limits;
        Namespace(new()
        {
            Name = ns,
            Tier = NamespaceTier.App,
            Rules = plan.RulesOf(ns),
            HoldsState = true,
            MaxPods = plan.Spec.Quota.Pods,
            Quota = plan.Spec.Quota.ToHard(),
            Limits = new(new(limits.CpuMillis, limits.MemoryMiB, limits.MemoryLimitMiB), limits.MaxMemoryMiB),
            Labels = ImmutableDictionary<string, string>.Empty.Add(Label, plan.Name),
        });
        // Such a pod would push others off their node.
        _ = new ResourceQuota(
            $"{ns}-priorities",
            new()
            {
                Metadata = ObjectMeta.Of("priorities", ns),
                Spec = new ResourceQuotaSpecArgs
                {
                    Hard = { ["pods"] = "0" },
                    ScopeSelector = new ScopeSelectorArgs
                    {
                        MatchExpressions = { new ScopedResourceSelectorRequirementArgs { ScopeName = "PriorityClass", Operator = "In", Values = PlatformPriorities } },
                    },
                },
            },
            Child());
    }

    void RegisterRights(TenantPlan plan, string ns)
    {
        var member = new Role($"{ns}-{TenantRoles.Member}", TenantRoles.MemberRole(ns), Child());
        if (!plan.Spec.Members.IsEmpty)
            _ = new RoleBinding($"{ns}-members", TenantRoles.Binding(TenantRoles.Member, ns, plan.Spec.Members), Child(member));
        if (plan.Spec.Git is not null && Platform.Delivery.Engine == DeliveryEngine.Flux)
            _ = new RoleBinding($"{ns}-git", TenantRoles.AccountBinding(ns, plan.Namespaces[0]), Child(member));
        if (plan.Spec.Viewers.IsEmpty)
            return;
        var viewer = new Role($"{ns}-{TenantRoles.Viewer}", TenantRoles.ViewerRole(ns), Child());
        _ = new RoleBinding($"{ns}-viewers", TenantRoles.Binding(TenantRoles.Viewer, ns, plan.Spec.Viewers), Child(viewer));
    }

    void RegisterGit(TenantPlan plan, TenantGitSpec git)
    {
        if (Platform.Delivery.Engine == DeliveryEngine.Argocd)
        {
            if (git.Password is not null)
                First(new Secret($"{plan.Name}-repository", TenantGitLogin.ForArgoCd(plan, git, Platform.Delivery.EngineNamespace), DirectChild()));
            var project = Custom("project", TenantGitOps.Project(plan, Platform.Delivery));
            Custom("git", TenantGitOps.Application(plan, Platform.Delivery), Child(project));
            return;
        }
        var login = git.Password is null ? null : TenantGitLogin.Name;
        if (login is not null)
            First(new Secret($"{plan.Name}-repository", TenantGitLogin.ForFlux(plan, git), DirectChild()));
        var account = new ServiceAccount($"{plan.Name}-git-account", new() { Metadata = ObjectMeta.Of(TenantRoles.Account, plan.Namespaces[0]), AutomountServiceAccountToken = false }, Child());
        Custom("repository", TenantGitOps.Repository(plan, login));
        Custom("git", TenantGitOps.Kustomization(plan), Child(account));
    }

    void RegisterMonitoring(TenantPlan plan)
    {
        if (plan.Spec.Metrics is { } port)
            foreach (var ns in plan.Namespaces)
                Custom($"metrics-{ns}", TenantMonitoring.PodMonitor(ns, port));
        Alerts(plan.Namespaces[0], TenantMonitoring.QuotaNearlyUsed(plan));
    }
}
