namespace Basecamp.Components.Workloads;

/// <summary>What keeps pods running.</summary>
public enum WorkloadKind
{
    /// <summary>Interchangeable pods.</summary>
    Deployment,

    /// <summary>Pods with an identity and usually a volume.</summary>
    StatefulSet,

    /// <summary>One pod on every node.</summary>
    DaemonSet,

    /// <summary>Pods that run to completion, on a schedule.</summary>
    CronJob,

    /// <summary>Pods that run to completion once.</summary>
    Job,
}
