namespace Basecamp.Components.Network;

/// <summary>Who opens a connection.</summary>
public enum Direction
{
    /// <summary>The peer connects to the pods.</summary>
    Ingress,

    /// <summary>The pods connect to the peer.</summary>
    Egress,
}
