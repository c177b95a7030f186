using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.WebApps;

/// <summary>The pods of an app: as the restricted Pod Security Standard wants them, and replaced without losing a request.</summary>
static class WebAppPods
{
    const string PortName = "http";
    const string MetricsPortName = "metrics";
    const string FilesVolume = "files";
    const string SecretsVolume = "secrets";
    const string PreparationVolume = "prepare";

    // Until every proxy has noticed that the pod is not an endpoint any more. Kubernetes itself sleeps, so that the image needs no shell.
    const int DrainSeconds = 5;

    const int ProbeSeconds = 2;

    // Label that a Deployment adds to pods of one revision.
    const string DeploymentRevision = "pod-template-hash";

    public static PodTemplateSpecArgs Template(WebAppPlan plan)
    {
        var metadata = new ObjectMetaArgs { Labels = Map(plan.Labels) };
        if (plan.HasFiles)
            metadata.Annotations = new InputMap<string> { ["basecamp.io/files"] = plan.FilesHash };
        return new() { Metadata = metadata, Spec = Pod(plan) };
    }

    static PodSpecArgs Pod(WebAppPlan plan)
    {
        var pod = new PodSpecArgs
        {
            ServiceAccountName = plan.Name,
            AutomountServiceAccountToken = plan.Spec.ConnectTo.ApiServer,
            // Variables for every Service of the namespace would only be noise, and can clash with the app's own.
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = plan.Spec.GraceSeconds,
            SecurityContext = SecurityContext(plan.Spec),
            Containers = { Container(plan) },
            Volumes = SomeOf(Volumes(plan)),
        };
        if (plan.Args.Prepare is { } preparation)
            pod.InitContainers.Add(Preparation(plan, preparation));
        if (plan.Spec.PullSecret is { } pullSecret)
            pod.ImagePullSecrets.Add(new LocalObjectReferenceArgs { Name = pullSecret });
        if (plan.IsReplicated)
        {
            pod.TopologySpreadConstraints.Add(SpreadOver("kubernetes.io/hostname", plan));
            pod.TopologySpreadConstraints.Add(SpreadOver("topology.kubernetes.io/zone", plan));
        }
        return pod;
    }

    static PodSecurityContextArgs SecurityContext(WebAppSpec spec)
    {
        var context = new PodSecurityContextArgs { RunAsNonRoot = true, SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" } };
        if (spec.User is { } user)
            (context.RunAsUser, context.RunAsGroup, context.FsGroup) = (user, user, user);
        return context;
    }

    static SecurityContextArgs Confined => new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = true,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
    };

    static ContainerArgs Container(WebAppPlan plan)
    {
        var (spec, health) = (plan.Spec, plan.Spec.Health);
        var container = new ContainerArgs
        {
            Name = plan.Name,
            Image = plan.Image,
            Args = SomeOf(spec.Arguments),
            Env = SomeOf(Environment(plan)),
            Ports = { new ContainerPortArgs { Name = PortName, ContainerPortValue = plan.Port } },
            Resources = Resources(spec.Resources.Requests),
            SecurityContext = Confined,
            Lifecycle = new LifecycleArgs { PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = DrainSeconds } } },
            StartupProbe = Probe(health.Ready, ProbeSeconds, failures: Math.Max(1, health.StartSeconds / ProbeSeconds)),
            ReadinessProbe = Probe(health.Ready, 5, failures: 2),
            VolumeMounts = SomeOf(Mounts(plan)),
        };
        if (health.Live is not null)
            container.LivenessProbe = Probe(health.Live, 10, failures: 6);
        if (plan.HasOwnMetricsPort)
            container.Ports.Add(new ContainerPortArgs { Name = MetricsPortName, ContainerPortValue = plan.MetricsPort!.Value });
        return container;
    }

    static ContainerArgs Preparation(WebAppPlan plan, WebAppPreparation preparation)
    {
        var container = new ContainerArgs
        {
            Name = "prepare",
            Image = plan.Image,
            Args = SomeOf(preparation.Arguments),
            Env = SomeOf<EnvVarArgs>([.. preparation.Environment.Select(variable => new EnvVarArgs { Name = variable.Key, Value = variable.Value })]),
            Resources = Resources(plan.Spec.Resources.Requests),
            SecurityContext = Confined,
            VolumeMounts = [.. plan.Spec.WritableDirectories.Select(Writable)],
        };
        if (plan.HasFiles)
            container.VolumeMounts.Add(ReadOnly(FilesVolume, WebApp.FilesDirectory));
        if (!preparation.SecretFiles.IsEmpty)
            container.VolumeMounts.Add(ReadOnly(PreparationVolume, WebApp.SecretsDirectory));
        return container;
    }

    // The same question decides when a start is over and when requests come, so that no pod is sent any before it ever said yes.
    static ProbeArgs Probe(string? path, int seconds, int failures)
    {
        var probe = new ProbeArgs { PeriodSeconds = seconds, TimeoutSeconds = Math.Min(seconds, 3), FailureThreshold = failures };
        if (path is null)
            probe.TcpSocket = new TCPSocketActionArgs { Port = PortName };
        else
            probe.HttpGet = new HTTPGetActionArgs { Path = path, Port = PortName };
        return probe;
    }

    static List<EnvVarArgs> Environment(WebAppPlan plan) =>
    [
        .. plan.Spec.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new EnvVarArgs { Name = variable.Key, Value = variable.Value }),
        .. plan.Spec.SecretEnvironment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => FromSecret(variable.Key, variable.Value.Split('/')[0], variable.Value.Split('/')[1])),
        .. plan.Args.SecretVariables.Keys.Select(variable => FromSecret(variable, plan.SecretName, variable)),
    ];

    static EnvVarArgs FromSecret(string variable, string secret, string key) => new()
    {
        Name = variable,
        ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = secret, Key = key } },
    };

    static ResourceRequirementsArgs Resources(ResourceRequests requests) => new()
    {
        Requests = { ["cpu"] = ResourceRequests.Cpu(requests.CpuMillis), ["memory"] = ResourceRequests.Memory(requests.MemoryMebibytes) },
        Limits = { ["memory"] = ResourceRequests.Memory(requests.MemoryLimit) },
    };

    static List<VolumeArgs> Volumes(WebAppPlan plan)
    {
        var volumes = new List<VolumeArgs>();
        foreach (var directory in plan.Spec.WritableDirectories)
            volumes.Add(new VolumeArgs { Name = VolumeOf(directory), EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = "1Gi" } });
        if (plan.HasFiles)
            volumes.Add(new VolumeArgs { Name = FilesVolume, ConfigMap = new ConfigMapVolumeSourceArgs { Name = plan.FilesName } });
        if (!plan.Args.SecretFiles.IsEmpty)
            volumes.Add(SecretFiles(SecretsVolume, plan.SecretName, plan.Args.SecretFiles.Keys));
        if (plan.Args.Prepare is { SecretFiles.IsEmpty: false } preparation)
            volumes.Add(SecretFiles(PreparationVolume, plan.PreparationSecretName, preparation.SecretFiles.Keys));
        return volumes;
    }

    // Readable by the group of the pod, because its processes are not root.
    static VolumeArgs SecretFiles(string volume, string secret, IEnumerable<string> files) => new()
    {
        Name = volume,
        Secret = new SecretVolumeSourceArgs { SecretName = secret, Items = [.. files.Select(file => new KeyToPathArgs { Key = WebAppObjects.KeyOf(file), Path = file })] },
    };

    static List<VolumeMountArgs> Mounts(WebAppPlan plan)
    {
        var mounts = new List<VolumeMountArgs>();
        foreach (var directory in plan.Spec.WritableDirectories)
            mounts.Add(Writable(directory));
        if (plan.HasFiles)
            mounts.Add(ReadOnly(FilesVolume, WebApp.FilesDirectory));
        if (!plan.Args.SecretFiles.IsEmpty)
            mounts.Add(ReadOnly(SecretsVolume, WebApp.SecretsDirectory));
        return mounts;
    }

    static VolumeMountArgs Writable(string directory) => new() { Name = VolumeOf(directory), MountPath = directory };

    static VolumeMountArgs ReadOnly(string volume, string directory) => new() { Name = volume, MountPath = directory, ReadOnly = true };

    static string VolumeOf(string directory) => "dir" + new string([.. directory.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    static TopologySpreadConstraintArgs SpreadOver(string topologyKey, WebAppPlan plan) => new()
    {
        MaxSkew = 1,
        TopologyKey = topologyKey,
        // A condition would leave pods pending for ever on a cluster with fewer machines than pods, or with one down.
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new LabelSelectorArgs { MatchLabels = Map(plan.Labels) },
        // Pods that a roll-out is about to end do not count.
        MatchLabelKeys = { plan.Spec.Rollout is null ? DeploymentRevision : WebAppRollout.Revision },
    };

    // Nothing rather than an empty list, which would only be noise in a render.
    static InputList<T> SomeOf<T>(IReadOnlyCollection<T> items)
    {
        if (items.Count == 0)
            return null!;
        return items.ToArray();
    }

    static InputMap<string> Map(IReadOnlyDictionary<string, string> texts)
    {
        var map = new InputMap<string>();
        foreach (var (key, value) in texts)
            map.Add(key, value);
        return map;
    }
}
