namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Protocols as policies spell them.</summary>
static class PortText
{
    public static NetworkProtocol? Protocol(string text) => text switch
    {
        "TCP" => NetworkProtocol.Tcp,
        "UDP" => NetworkProtocol.Udp,
        "SCTP" => NetworkProtocol.Sctp,
        _ => null,
    };
}
