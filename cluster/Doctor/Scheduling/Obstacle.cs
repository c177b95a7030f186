namespace Basecamp.Cluster.Doctor.Scheduling;

/// <summary>What keeps a pod off a node, in the order in which equal counts are told.</summary>
enum ObstacleKind
{
    NodeSelector,
    OtherResource,
    Cpu,
    Memory,
    VolumeElsewhere,
    PodAffinity,
    PodAntiAffinity,
    Spread,
    HostPort,
    TooManyPods,
    Taint,
    Cordoned,
    NotReady,
}

/// <summary>One reason why a node cannot take a pod.</summary>
sealed record Obstacle(ObstacleKind Kind, string Text);
