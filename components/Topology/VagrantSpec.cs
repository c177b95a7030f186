namespace Basecamp.Components.Topology;

/// <summary>Virtual machines on this machine, made by Vagrant.</summary>
public sealed record VagrantSpec
{
    /// <summary>Box of every machine. Default <c>debian/bookworm64</c>.</summary>
    public string Box { get; init; } = "debian/bookworm64";

    /// <summary>Exact version of the box. Default: none, the newest.</summary>
    public string? BoxVersion { get; init; }

    /// <summary>Hypervisor. Default <c>virtualbox</c>.</summary>
    public VagrantHypervisor Hypervisor { get; init; } = VagrantHypervisor.Virtualbox;

    /// <summary>Directory of the Vagrantfile, relative to the project. Default <c>.vagrant-lab</c>.</summary>
    public string Directory { get; init; } = ".vagrant-lab";
}
