namespace Basecamp.Components.Clusters;

/// <summary>Where the machines come from.</summary>
public enum MachineProvider
{
    /// <summary>Existing Linux machines, reached over SSH.</summary>
    Ssh,

    /// <summary>Containers on this machine's Docker, made by k3d.</summary>
    K3d,

    /// <summary>Virtual machines on this machine, made by Vagrant.</summary>
    Vagrant,
}
