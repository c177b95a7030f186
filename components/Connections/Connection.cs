using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Connections;

/// <summary>
/// One kind of pod may talk to another in a different namespace: egress is allowed there, ingress here, from one declaration, so that neither
/// half can be forgotten.
/// </summary>
public sealed class Connection : ComponentResource
{
    /// <summary>Who connects.</summary>
    public Peer.Pods From { get; }

    /// <summary>To whom.</summary>
    public Peer.Pods To { get; }

    /// <summary>On which ports of the latter.</summary>
    public ImmutableArray<WorkloadPort> Ports { get; }

    /// <summary>Allows the connection. The name becomes the name of both policies.</summary>
    public Connection(string name, ConnectionArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Connection", name, args, options)
    {
        (From, To, Ports) = (args.From, args.To, args.Ports);
        PolicyObjects.Register(
            $"{name}-egress", From.Namespace, new(name, Direction.Egress, To, Ports) { Subject = From.Labels }, args.Platform.Cluster, In(From.Namespace));
        PolicyObjects.Register(
            $"{name}-ingress", To.Namespace, new(name, Direction.Ingress, From, Ports) { Subject = To.Labels }, args.Platform.Cluster, In(To.Namespace));
        RegisterOutputs();

        CustomResourceOptions In(string ns) => new()
        {
            Parent = this,
            DependsOn = [.. args.After],
            DeletedWith = args.Home?.Name == ns ? args.Home.Namespace : null,
        };
    }
}

/// <summary>Arguments of <see cref="Connection"/>.</summary>
public sealed class ConnectionArgs : ResourceArgs
{
    /// <summary>What the connection builds on. Required.</summary>
    public required PlatformContext Platform { get; init; }

    /// <summary>Who connects. Required.</summary>
    public required Peer.Pods From { get; init; }

    /// <summary>To whom. Required.</summary>
    public required Peer.Pods To { get; init; }

    /// <summary>On which ports of the latter. Required, at least one.</summary>
    public required ImmutableArray<WorkloadPort> Ports { get; init; }

    /// <summary>What must be there before. Default none.</summary>
    public ImmutableArray<Resource> After { get; init; } = [];

    /// <summary>A namespace that holds state: the policy in it stays as long as it does. Default null: both policies are deleted on their own.</summary>
    public HomeNamespace? Home { get; init; }
}

/// <summary>A namespace that objects are deleted with and never before it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Namespace">The namespace.</param>
public sealed record HomeNamespace(string Name, Resource Namespace);
