using Basecamp.Components.Network;

namespace Basecamp.Components.Exposure;

/// <summary>What is published: a Service, and the pods behind it.</summary>
/// <param name="Pods">The pods, with their namespace.</param>
/// <param name="PodPort">Port that the pods listen on, which network policies look at.</param>
/// <param name="Service">Service in the same namespace.</param>
/// <param name="ServicePort">Port of the Service.</param>
public sealed record HttpTarget(Peer.Pods Pods, int PodPort, string Service, int ServicePort);
