namespace Basecamp.Components.Topology;

/// <summary>What runs the virtual machines.</summary>
public enum VagrantHypervisor
{
    /// <summary>VirtualBox.</summary>
    Virtualbox,

    /// <summary>KVM through libvirt.</summary>
    Libvirt,
}
