using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Pulumi;

namespace Basecamp.Components.Vagrant;

/// <summary>The topology's machines as virtual machines on this one, made by Vagrant.</summary>
public sealed class VagrantLab : ComponentResource
{
    /// <summary>The machines' names, known once they run.</summary>
    [Output("machines")] public Output<string> Machines { get; }

    readonly Dictionary<string, HostConnection> connections;

    /// <summary>Starts the machines.</summary>
    public VagrantLab(string name, VagrantLabArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:VagrantLab", name, args, options)
    {
        var topology = args.Topology;
        var directory = (topology.Vagrant ?? new VagrantSpec()).Directory;
        var machines = topology.Nodes.Select(node => node.Name).ToList();

        var up = new LocalScript
        {
            Script = "vagrant-up",
            DeleteScript = "vagrant-down",
            Input = HostInput.Empty
                .With("DIRECTORY", directory)
                .With("MACHINES", machines)
                .With([new HostFile("/Vagrantfile", Vagrantfile.For(topology), "0644")]),
        }.Register($"{name}-up", this, []);

        connections = topology.Nodes.ToDictionary(node => node.Name, node => new HostConnection
        {
            Host = node.Address,
            User = "vagrant",
            PrivateKey = Key($"{name}-{node.Name}-key", directory, node, up),
            HostKey = node.HostKey,
        }, StringComparer.Ordinal);
        Machines = up.Id.Apply(_ => string.Join(' ', machines));
        RegisterOutputs();
    }

    /// <summary>How each machine is reached, by node name, with the key that Vagrant made for it.</summary>
    public IReadOnlyDictionary<string, HostConnection> Connections() => connections;

    Output<string> Key(string name, string directory, NodeSpec node, Resource up) => Output.CreateSecret(new LocalScript
    {
        Script = "vagrant-key",
        Input = HostInput.Empty.With("DIRECTORY", directory).With("MACHINE", node.Name),
        Identity = $"{node.Name} generation {node.Generation}",
    }.Register(name, this, [up]).Stdout);
}

/// <summary>Arguments of <see cref="VagrantLab"/>.</summary>
public sealed class VagrantLabArgs : ResourceArgs
{
    /// <summary>A valid topology of provider <c>vagrant</c>.</summary>
    public required HomelabTopology Topology { get; init; }
}
