using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.WebApps;

/// <summary>The objects around an app's pods. Pure.</summary>
static class WebAppObjects
{
    /// <summary>Port of the Service, and of nothing else: users never see it.</summary>
    public const int ServicePort = 80;

    /// <summary>Former versions that can be returned to.</summary>
    public const int RevisionHistory = 5;

    /// <summary>Seconds after which a roll-out without progress has failed.</summary>
    public static int ProgressDeadline(WebAppPlan plan) => Math.Max(600, plan.Spec.Health.StartSeconds + 60);

    public static ServiceAccountArgs Account(WebAppPlan plan) => new()
    {
        Metadata = ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels),
        AutomountServiceAccountToken = false,
    };

    public static DeploymentArgs Deployment(WebAppPlan plan)
    {
        var spec = new DeploymentSpecArgs
        {
            Selector = Selector(plan),
            RevisionHistoryLimit = RevisionHistory,
            ProgressDeadlineSeconds = ProgressDeadline(plan),
            // A new pod serves before an old one goes.
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 1, MaxUnavailable = 0 },
            },
            Template = WebAppPods.Template(plan),
        };
        // Whoever scales decides; a number here would undo it with every delivery.
        if (plan.Spec.Scaling is null)
            spec.Replicas = plan.Replicas;
        return new() { Metadata = ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels), Spec = spec };
    }

    public static ServiceArgs Service(WebAppPlan plan, string name)
    {
        var ports = new InputList<ServicePortArgs> { new ServicePortArgs { Name = "http", Port = ServicePort, TargetPort = "http", Protocol = "TCP" } };
        if (plan.HasOwnMetricsPort)
            ports.Add(new ServicePortArgs { Name = "metrics", Port = plan.MetricsPort!.Value, TargetPort = "metrics", Protocol = "TCP" });
        var selector = new InputMap<string>();
        foreach (var (key, value) in plan.Labels)
            selector.Add(key, value);
        return new()
        {
            // Only the app's own Service has the labels by which its metrics are found, or every pod would be counted twice.
            Metadata = ObjectMeta.Of(name, plan.Namespace, name == plan.Name ? plan.Labels : null),
            Spec = new ServiceSpecArgs { Type = "ClusterIP", Selector = selector, Ports = ports },
        };
    }

    public static ConfigMapArgs Files(WebAppPlan plan)
    {
        var data = new InputMap<string>();
        foreach (var (file, content) in plan.Args.Files)
            data.Add(file, content);
        return new() { Metadata = ObjectMeta.Of(plan.FilesName, plan.Namespace, plan.Labels), Data = data };
    }

    public static SecretArgs Secret(WebAppPlan plan, string name, IEnumerable<KeyValuePair<string, Output<string>>> content)
    {
        var data = new InputMap<string>();
        foreach (var (key, value) in content)
            data.Add(KeyOf(key), value);
        return new() { Metadata = ObjectMeta.Of(name, plan.Namespace, plan.Labels), StringData = data };
    }

    /// <summary>Key of a file in a Secret: keys know no directories.</summary>
    public static string KeyOf(string file) => file.Replace('/', '.');

    public static CustomObjectArgs ServiceMonitor(WebAppPlan plan) => new(
        "monitoring.coreos.com/v1",
        "ServiceMonitor",
        ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels),
        new()
        {
            ["selector.matchLabels"] = plan.Labels,
            ["endpoints"] = new[]
            {
                new ValueTree { ["port"] = plan.HasOwnMetricsPort ? "metrics" : "http", ["path"] = plan.Spec.Metrics!.Path, ["interval"] = "30s" },
            },
        });

    public static LabelSelectorArgs Selector(WebAppPlan plan)
    {
        var selector = new LabelSelectorArgs();
        foreach (var (key, value) in plan.Labels)
            selector.MatchLabels.Add(key, value);
        return selector;
    }
}
