namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>The report on a machine: each check on a good machine, and on one that fails just that check.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class PreflightTests : IDisposable
{
    static readonly string[] Checks =
    [
        "apparmor", "cgroups", "clock", "clock-skew", "default-route", "disk-space", "download", "existing-k3s",
        "hostname", "interface", "iptables", "kernel", "lockdown",
        "machine-id", "memory", "multipath", "other-kubernetes", "peers", "platform", "ports", "resolver", "selinux", "shutdown",
        "storage", "swap",
    ];

    // Only a server's disk is measured, which takes a while: most tests look at an agent.
    static readonly string[] ServerChecks = [.. Checks, "disk-latency"];

    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public PreflightTests()
    {
        host = cluster.Host("cp1");
        host.Provide("ping", "iscsiadm", "mount.nfs");
        host.Answer("timedatectl", "yes");
        host.Answer("getent", "10.0.0.11 cp1");
        host.Answer("ss", "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*");
        host.Answer("dd", "2300 bytes (2.3 kB, 2.2 KiB) copied, 0.0012 s, 1.9 MB/s");
        host.Answer("df", "Filesystem 1048576-blocks Used Available Capacity Mounted\n/dev/sda1 99999 1 50000 1% /");
        host.Answer("iptables", "iptables v1.8.9 (nf_tables)");
        host.Write(".sandbox/addresses", "eth1 10.0.0.11/32\n");
        host.Write(".sandbox/default-route", "default via 10.0.0.1 dev eth0");
        host.Write(".sandbox/proc/swaps", "Filename Type Size Used Priority");
        host.Write(".sandbox/proc/meminfo", "MemTotal: 4000000 kB\nMemFree: 1 kB");
        host.Write(".sandbox/proc/sys/kernel/osrelease", "6.1.0-18-amd64");
        host.Write(".sandbox/proc/sys/kernel/hostname", "cp1");
        host.Write("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory hugetlb pids rdma");
        host.Write("/etc/machine-id", "0123456789abcdef0123456789abcdef");
        host.Write("/etc/resolv.conf", "nameserver 10.0.0.1");
    }

    public void Dispose() => cluster.Dispose();

    static InputDocument Input(string policy = "report", string role = "agent") =>
        new InputDocument()
            .Set("NODE_NAME", "cp1").Set("NODE_ADDRESS", "10.0.0.11").Set("DOWNLOAD_HOST", "github.com").Set("ROLE", role).Set("POLICY", policy).Set("PEER_ADDRESSES", "10.0.0.12").Set("API_PORT", 6443)
            .Set("AIR_GAP", false)
            .Set("DATA_DIR", "/var/lib/rancher/k3s");

    static Dictionary<string, (string Level, string Message)> Report(ScriptResult result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[1], parts => (parts[0], parts[2]));

    static void AssertComplete(InputDocument input, IEnumerable<string> reported) =>
        Assert.Equal(
            (input.ToString().Contains("ROLE=server", StringComparison.Ordinal) ? ServerChecks : Checks).Order(StringComparer.Ordinal),
            reported.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("server")]
    [InlineData("agent")]
    public void Finds_nothing_on_a_good_machine(string role)
    {
        var tree = host.Tree();
        var result = host.Succeed("preflight", Input("warnings", role));
        AssertComplete(Input(role: role), Report(result).Keys);
        Assert.All(Report(result).Values, finding => Assert.Equal("ok", finding.Level));
        result.Says("preflight of cp1: 0 errors, 0 warnings");
        Assert.Equal(tree, host.Tree());
    }

    void Finds(string level, string check, string message, InputDocument? input = null)
    {
        var report = Report(host.Succeed("preflight", input ?? Input()));
        AssertComplete(input ?? Input(), report.Keys);
        Assert.Equal([check], report.Where(finding => finding.Value.Level != "ok").Select(finding => finding.Key));
        Assert.Equal(level, report[check].Level);
        Assert.Contains(message, report[check].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", 0, 0)]
    [InlineData("errors", 0, 3)]
    [InlineData("warnings", 3, 3)]
    public void The_policy_decides_what_stops_the_run(string policy, int onWarning, int onError)
    {
        host.Answer("timedatectl", "no");
        host.Expect(onWarning, "preflight", Input(policy));
        host.Delete("sys/fs/cgroup/cgroup.controllers");
        var result = host.Expect(onError, "preflight", Input(policy));
        AssertComplete(Input(policy), Report(result).Keys);
    }

    [Fact]
    public void Finds_an_unknown_distribution()
    {
        host.Write("/etc/os-release", "ID=plan9");
        Finds("error", "platform", "distribution 'plan9'");
    }

    [Fact]
    public void Finds_an_architecture_K3s_is_not_built_for()
    {
        host.Answer("uname", "riscv64");
        Finds("error", "platform", "riscv64");
    }

    [Fact]
    public void Finds_an_old_kernel()
    {
        host.Write(".sandbox/proc/sys/kernel/osrelease", "4.18.0-553");
        Finds("error", "kernel", "older than 5.0");
    }

    [Fact]
    public void Finds_control_groups_v1()
    {
        host.Delete("sys/fs/cgroup/cgroup.controllers");
        Finds("error", "cgroups", "v2 are not mounted");
    }

    [Fact]
    public void Finds_a_missing_memory_controller()
    {
        host.Write("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io pids");
        Finds("error", "cgroups", "controllers missing: memory");
    }

    [Fact]
    public void Finds_kernel_lockdown()
    {
        host.Write("sys/kernel/security/lockdown", "none integrity [confidentiality]");
        Finds("warn", "lockdown", "Cilium");
    }

    [Fact]
    public void Finds_too_little_memory_by_role()
    {
        host.Write(".sandbox/proc/meminfo", "MemTotal: 1000000 kB");
        Finds("error", "memory", "needs 2048 MiB", Input(role: "server"));
        host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_swap()
    {
        host.Write(".sandbox/proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2");
        Finds("warn", "swap", "swap is on");
    }

    [Fact]
    public void Finds_a_full_disk()
    {
        host.Answer("df", "Filesystem 1048576-blocks Used Available Capacity Mounted\n/dev/sda1 99999 1 9000 1% /");
        Finds("error", "disk-space", "9000 MiB free");
    }

    [Theory]
    [InlineData("0.0215", "warn", "up to 21 ms")]
    [InlineData("0.31", "error", "up to 310 ms")]
    public void Finds_a_disk_too_slow_for_etcd(string seconds, string level, string message)
    {
        host.Answer("dd", $"2300 bytes copied, {seconds} s, 1 MB/s");
        Finds(level, "disk-latency", message, Input(role: "server"));
    }

    [Fact]
    public void Does_not_measure_an_agents_disk()
    {
        host.Succeed("preflight", Input());
        host.NeverCalled("dd ");
    }

    [Fact]
    public void Finds_a_host_name_that_cannot_be_a_nodes()
    {
        host.Write(".sandbox/proc/sys/kernel/hostname", "localhost.localdomain");
        Finds("error", "hostname", "hostnamectl set-hostname cp1");
    }

    [Fact]
    public void Finds_names_that_do_not_resolve()
    {
        host.Answer("getent", "", exitCode: 2);
        var report = Report(host.Succeed("preflight", Input()));
        Assert.Equal(["download", "hostname"],
            report.Where(finding => finding.Value.Level == "warn").Select(finding => finding.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finds_a_missing_machine_id_and_shows_only_a_hash_of_a_present_one()
    {
        Assert.DoesNotContain("0123456789abcdef", host.Succeed("preflight", Input()).Output, StringComparison.Ordinal);
        host.Write("/etc/machine-id", "");
        Finds("error", "machine-id", "missing or empty");
    }

    [Fact]
    public void Finds_a_clock_that_is_not_synchronised()
    {
        host.Answer("timedatectl", "no");
        Finds("warn", "clock", "not synchronised");
    }

    [Fact]
    public void Finds_a_clock_away_from_a_servers()
    {
        host.Answer("curl", "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r");
        Finds("error", "clock-skew", "away from that of 10.0.0.12");
    }

    [Fact]
    public void Finds_a_missing_default_route()
    {
        host.Delete(".sandbox/default-route");
        Finds("error", "default-route", "there is none");
    }

    [Fact]
    public void Finds_a_resolver_that_pods_cannot_use()
    {
        host.Write("/etc/resolv.conf", "nameserver 127.0.0.53");
        Finds("warn", "resolver", "only loopback servers");
        host.Write("/run/systemd/resolve/resolv.conf", "nameserver 10.0.0.1");
        host.Succeed("preflight", Input("warnings"));
        host.Write("/etc/resolv.conf", "search lan");
        Finds("warn", "resolver", "names no server");
    }

    [Fact]
    public void Finds_ports_held_by_others_but_not_by_K3s()
    {
        host.Answer("ss", """
            tcp LISTEN 0 128 0.0.0.0:6443 0.0.0.0:*
            tcp LISTEN 0 128 [::]:10250 [::]:*
            udp UNCONN 0 0 0.0.0.0:8472 0.0.0.0:*
            tcp LISTEN 0 1 0.0.0.0:16443 0.0.0.0:*
            """);
        Finds("error", "ports", "already in use: 10250/tcp 6443/tcp 8472/udp", Input(role: "server"));
        host.Unit("k3s");
        host.Succeed("preflight", Input("warnings", "server"));
    }

    [Fact]
    public void Finds_a_silent_peer()
    {
        host.Answer("ping", "", exitCode: 1);
        Finds("warn", "peers", "no answer to ping or SSH from: 10.0.0.12");
    }

    [Fact]
    public void Finds_missing_air_gap_files()
    {
        Finds("error", "download", "missing in /opt/basecamp/airgap: k3s k3s-airgap-images", Input().Set("AIR_GAP", true));
        host.Write("/opt/basecamp/airgap/k3s", "x");
        host.Write("/opt/basecamp/airgap/k3s-airgap-images-amd64.tar.zst", "x");
        host.Succeed("preflight", Input("warnings").Set("AIR_GAP", true));
    }

    [Fact]
    public void Finds_missing_curl()
    {
        host.Delete("usr/sbin/curl");
        Finds("error", "download", "curl is missing");
    }

    [Theory]
    [InlineData("/etc/kubernetes/manifests/x", "kubeadm")]
    [InlineData("/var/lib/rancher/rke2/x", "RKE2")]
    [InlineData("/var/snap/microk8s/x", "MicroK8s")]
    public void Finds_another_Kubernetes(string path, string name)
    {
        host.Write(path, "");
        Finds("error", "other-kubernetes", name);
    }

    [Fact]
    public void Finds_K3s_of_another_cluster()
    {
        host.Write("/etc/systemd/system/k3s.service", "[Service]");
        Finds("error", "existing-k3s", "K3s of another cluster");
        host.Write("/var/lib/basecamp/k3s.member", "cp1");
        host.Succeed("preflight", Input("warnings"));
    }

    [Theory]
    [InlineData("iptables v1.8.4 (nf_tables)", true)]
    [InlineData("iptables v1.8.0 (legacy)", true)]
    [InlineData("iptables v1.8.5 (nf_tables)", false)]
    [InlineData("iptables v1.8.40", false)]
    [InlineData("", false)]
    public void Finds_an_iptables_that_piles_up_rules(string version, bool found)
    {
        host.Answer("iptables", version);
        if (found)
            Finds("warn", "iptables", "k3s#3117");
        else
            host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_the_shutdown_limit_of_unattended_upgrades()
    {
        const string file = "unattended-upgrades-logind-maxdelay.conf";
        host.Write($"/usr/lib/systemd/logind.conf.d/{file}", "[Login]\nInhibitDelayMaxSec=30");
        Finds("warn", "shutdown", "kubernetes#102818");
        Directory.CreateDirectory(host.At("/etc/systemd/logind.conf.d"));
        File.CreateSymbolicLink(host.At($"/etc/systemd/logind.conf.d/{file}"), "/dev/null");
        host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_a_multipathd_that_will_claim_volumes()
    {
        host.Unit("multipathd");
        Finds("warn", "multipath", "longhorn#1210");
        host.Write("/etc/multipath/conf.d/90-basecamp-longhorn.conf", "blacklist {\n  device {\n    vendor \"IET\"\n  }\n}");
        host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_an_address_that_no_interface_has()
    {
        host.Write(".sandbox/addresses", "eth0 10.0.2.15/32\n");
        Finds("error", "interface", "no interface has 10.0.0.11");
    }

    [Fact]
    public void Finds_enforcing_SELinux_without_K3s_policy()
    {
        host.Write("/etc/os-release", "ID=rocky\nID_LIKE=\"rhel\"\nPRETTY_NAME=Rocky");
        host.Provide("rpm");
        host.Answer("getenforce", "Enforcing");
        Finds("error", "selinux", "k3s-selinux is not installed");
        host.Write(".sandbox/packages", "k3s-selinux");
        host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_AppArmor_without_its_parser()
    {
        host.Write("sys/module/apparmor/parameters/enabled", "Y");
        Finds("error", "apparmor", "Install apparmor");
        host.Provide("apparmor_parser");
        host.Succeed("preflight", Input("warnings"));
    }

    [Fact]
    public void Finds_missing_storage_clients()
    {
        host.Delete("usr/sbin/iscsiadm");
        host.Delete("usr/sbin/mount.nfs");
        Finds("warn", "storage", "iSCSI initiator NFS client");
    }
}
