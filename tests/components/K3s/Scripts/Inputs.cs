namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Input documents as the components send them, for a cluster whose servers are 10.0.0.11, .12, .13.</summary>
static class Inputs
{
    public const string Token = "s3cret-t0ken-of-the-cluster";

    public static InputDocument Install(Sandbox host, string role = "server", string peers = "", bool found = false,
        string version = FakeCluster.Version) =>
        new InputDocument()
            .Set("NODE_NAME", host.Name).Set("ROLE", role).Set("VERSION", version).Set("DOWNLOAD_URL", "https://example.com/download")
            .Set("AIR_GAP", false).Set("DATA_DIR", "/var/lib/rancher/k3s").Set("API_PORT", 6443).Set("PEERS", peers).Set("FOUND", found)
            .Set("DATASTORE", "embedded").Set("TOKEN", Token).Set("READY_TIMEOUT", 300).Set("START", true)
            .File("0600", "/etc/rancher/k3s/config.yaml",
                $"node-name: \"{host.Name}\"\nnode-ip: \"{host.Address}\"\ntoken-file: \"/etc/rancher/k3s/token\"\n")
            .File("0600", "/etc/rancher/k3s/config.yaml.d/50-node.yaml", "node-label:\n  - \"disk=ssd\"\n");

    public static InputDocument Uninstall(Sandbox host, string role = "server") =>
        new InputDocument().Set("NODE_NAME", host.Name).Set("ROLE", role).Set("DATA_DIR", "/var/lib/rancher/k3s")
            .Set("KEEP_SNAPSHOTS", true);

    public static InputDocument Admit(string node, string address = "10.0.0.99", string role = "agent",
        string version = FakeCluster.Version) =>
        new InputDocument()
            .Set("NODE_NAME", node).Set("NODE_ADDRESS", address).Set("ROLE", role).Set("VERSION", version)
            .Set("DRAIN", true)
            .Set("DRAIN_TIMEOUT", 300).Set("MAX_UNAVAILABLE", 1).Set("FAILSAFE_SECONDS", 900);

    public static InputDocument Settle(string node, string role = "agent", string version = FakeCluster.Version, string labels = "",
        string taints = "") =>
        new InputDocument()
            .Set("NODE_NAME", node).Set("ROLE", role).Set("VERSION", version).Set("NODE_LABELS", labels).Set("NODE_TAINTS", taints)
            .Set("READY_TIMEOUT", 300).Set("REQUIRE_READY", true).Set("DATASTORE", "embedded");

    public static InputDocument Drain(string node, string role = "agent") =>
        new InputDocument().Set("NODE_NAME", node).Set("ROLE", role).Set("DRAIN_TIMEOUT", 300);

    public static InputDocument Forget(string node, string role = "agent") => new InputDocument().Set("NODE_NAME", node).Set("ROLE", role);

    public static InputDocument Snapshot(string name) =>
        new InputDocument().Set("SNAPSHOT_NAME", name).Set("DATA_DIR", "/var/lib/rancher/k3s");
}
