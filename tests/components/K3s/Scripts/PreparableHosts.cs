namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Machines as host preparation finds them.</summary>
public abstract class PreparableHosts : IDisposable
{
    readonly FakeCluster cluster = new();

    public void Dispose()
    {
        cluster.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static InputDocument Input(string role = "server") =>
        new InputDocument()
            .Set("NODE_NAME", "cp1").Set("ROLE", role).Set("HARDENING", "cis").Set("INSTALL_PACKAGES", true).Set("DISABLE_SWAP", true)
            .Set("FIREWALL", "open")
            .Set("NODE_ADDRESSES", "10.0.0.11 10.0.0.21").Set("POD_CIDRS", "10.42.0.0/16").Set("SERVICE_CIDRS", "10.43.0.0/16")
            .Set("OPEN_PORTS", "2379:2380/tcp 8472/udp").Set("SHUTDOWN_GRACE_SECONDS", 90).Set("JOURNAL_MAX_MIB", 1024);

    private protected Sandbox Host(HostFamily family = HostFamily.Debian) => Host("cp1", family);

    private protected Sandbox Host(string name, HostFamily family = HostFamily.Debian)
    {
        var host = cluster.Host(name, family: family);
        host.Write("/etc/hostname", "cp1");
        host.Provide("modprobe", "sysctl", "swapoff", "blockdev", "blkid", "mkfs.ext4", "mount", "chattr");
        host.Provide(family switch
        {
            HostFamily.RedHat => ["rpm", "dnf"],
            HostFamily.Suse => ["rpm", "zypper"],
            _ => (string[])["dpkg-query", "apt-get"]
        });
        host.Unit("systemd-timesyncd");
        host.Unit("iscsid", running: false);
        host.Write(".sandbox/proc/swaps", "Filename Type Size Used Priority");
        host.Write("/etc/fstab", "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n");
        return host;
    }

    private protected static string[] Changes(ScriptResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
