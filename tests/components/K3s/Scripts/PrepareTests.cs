namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Host preparation on the distributions it knows.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class PrepareTests : PreparableHosts
{
    [Fact]
    public void Prepares_a_Debian_machine_and_tells_every_change()
    {
        var result = Host().Succeed("prepare", Input());
        Assert.Equal(
            [
                "installed open-iscsi nfs-common cryptsetup ca-certificates", "wrote /etc/modules-load.d/90-basecamp.conf",
                "wrote /etc/sysctl.d/90-basecamp.conf",
                "wrote /etc/fstab", "masked the shutdown limit of unattended-upgrades", "wrote /etc/systemd/logind.conf.d/90-basecamp.conf",
                "wrote /etc/systemd/journald.conf.d/90-basecamp.conf", "enabled iscsid",
            ],
            Changes(result));
    }

    [Theory]
    [InlineData(HostFamily.Debian)]
    [InlineData(HostFamily.RedHat)]
    [InlineData(HostFamily.Suse)]
    public void A_second_run_changes_nothing(HostFamily family)
    {
        var host = Host(family);
        host.Succeed("prepare", Input());
        var tree = host.Tree();
        host.ForgetCalls();
        var again = host.Succeed("prepare", Input());
        Assert.Empty(Changes(again));
        again.Says("nothing changed on cp1");
        Assert.Equal(tree, host.Tree());
        Assert.DoesNotContain(host.Calls,
            call => call.Contains("install", StringComparison.Ordinal) || call.Contains("restart", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(28)]
    [InlineData(36)]
    public void A_run_killed_half_way_is_completed_by_the_next(int call)
    {
        var host = Host();
        host.RunKilledAt(call, "prepare", Input());
        host.Succeed("prepare", Input());
        var clean = Host("clean");
        clean.Succeed("prepare", Input());
        Assert.Equal(clean.Tree(), host.Tree());
    }

    [Fact]
    public void Installs_the_packages_of_a_RHEL_like_but_not_curl_beside_curl_minimal()
    {
        var host = Host(HostFamily.RedHat);
        host.Succeed("prepare", Input());
        Assert.Equal(["iscsi-initiator-utils", "nfs-utils", "cryptsetup", "ca-certificates"],
            host.Read(".sandbox/packages").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        host.NeverCalled("apt-get");
    }

    [Fact]
    public void Installs_curl_where_it_is_missing()
    {
        var host = Host();
        host.Delete("usr/sbin/curl");
        host.Succeed("prepare", Input());
        Assert.Contains("curl", host.Read(".sandbox/packages").Split('\n'));
    }

    [Fact]
    public void Installs_nothing_when_told_so()
    {
        var host = Host();
        host.Succeed("prepare", Input().Set("INSTALL_PACKAGES", false));
        Assert.False(host.Has(".sandbox/packages"));
    }

    [Fact]
    public void Refuses_an_unknown_distribution_before_any_change()
    {
        var host = Host();
        host.Write("/etc/os-release", "ID=plan9");
        var tree = host.Tree();
        host.Expect(3, "prepare", Input()).Says("distribution 'plan9' is not one of");
        Assert.Equal(tree, host.Tree());
    }

    [Fact]
    public void Sets_the_kernel_as_the_CIS_guide_asks_only_with_that_profile()
    {
        var host = Host();
        host.Succeed("prepare", Input());
        var settings = host.Read("/etc/sysctl.d/90-basecamp.conf").Split('\n');
        foreach (var line in (string[])["vm.panic_on_oom = 0", "vm.overcommit_memory = 1", "kernel.panic = 10",
            "kernel.panic_on_oops = 1", "net.ipv4.ip_forward = 1"])
            Assert.Contains(line, settings);
        Assert.DoesNotContain(settings, line => line.StartsWith("net.ipv6", StringComparison.Ordinal));
        Assert.Contains("sysctl --quiet --load=/etc/sysctl.d/90-basecamp.conf", host.Calls);
        host.Succeed("prepare", Input().Set("HARDENING", "none"));
        Assert.DoesNotContain("panic", host.Read("/etc/sysctl.d/90-basecamp.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dual_stack_host_keeps_its_own_default_route()
    {
        var host = Host();
        host.Succeed("prepare", Input().Set("POD_CIDRS", "10.42.0.0/16 fd42::/56"));
        Assert.Contains("net.ipv6.conf.all.accept_ra = 2\n", host.Read("/etc/sysctl.d/90-basecamp.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_without_overlay_is_refused_and_one_without_iSCSI_is_told()
    {
        var host = Host();
        host.Answer("modprobe", "", exitCode: 1);
        host.Expect(1, "prepare", Input()).Says("the kernel has no module overlay");
        foreach (var module in (string[])["overlay", "br_netfilter", "nf_conntrack", "dm_crypt"])
            Directory.CreateDirectory(host.At($"sys/module/{module}"));
        host.Succeed("prepare", Input()).Says("warning: the kernel has no module iscsi_tcp");
    }

    [Fact]
    public void Turns_swap_off_reversibly()
    {
        var host = Host();
        host.Write(".sandbox/proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2");
        host.Succeed("prepare", Input());
        Assert.Contains("swapoff -a", host.Calls);
        Assert.Equal("UUID=1 / ext4 defaults 0 1\n#basecamp-swap-off#UUID=2 none swap sw 0 0\n", host.Read("/etc/fstab"));
    }

    [Fact]
    public void Leaves_swap_on_when_told_so()
    {
        var host = Host();
        host.Write(".sandbox/proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2");
        host.Succeed("prepare", Input().Set("DISABLE_SWAP", false));
        Assert.DoesNotContain("swapoff -a", host.Calls);
        Assert.DoesNotContain("#basecamp", host.Read("/etc/fstab"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lifts_the_shutdown_limit_of_unattended_upgrades()
    {
        var host = Host();
        host.Succeed("prepare", Input());
        Assert.Equal("/dev/null", new FileInfo(host.At("/etc/systemd/logind.conf.d/unattended-upgrades-logind-maxdelay.conf")).LinkTarget);
        Assert.Equal("[Login]\nInhibitDelayMaxSec=90\n", host.Read("/etc/systemd/logind.conf.d/90-basecamp.conf"));
        Assert.Contains("systemctl kill --signal=HUP systemd-logind", host.Calls);
    }

    [Fact]
    public void Excludes_only_Longhorns_volumes_from_multipath()
    {
        var host = Host();
        host.Succeed("prepare", Input());
        Assert.False(host.Has("/etc/multipath"));
        host.Unit("multipathd");
        host.Succeed("prepare", Input());
        var rules = host.Read("/etc/multipath/conf.d/90-basecamp-longhorn.conf");
        Assert.Contains("vendor \"IET\"", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("devnode", rules, StringComparison.Ordinal);
        Assert.Contains("systemctl reload multipathd", host.Calls);
    }

    [Fact]
    public void Keeps_NetworkManager_off_the_CNIs_interfaces()
    {
        var host = Host(HostFamily.RedHat);
        Directory.CreateDirectory(host.At("/etc/NetworkManager"));
        host.Unit("nm-cloud-setup");
        host.Succeed("prepare", Input());
        Assert.Contains("interface-name:cni*;interface-name:flannel*;interface-name:cilium*",
            host.Read("/etc/NetworkManager/conf.d/90-basecamp.conf"), StringComparison.Ordinal);
        Assert.False(host.Has(".sandbox/units/nm-cloud-setup/active"));
    }

    [Fact]
    public void Sets_the_cgroup_flags_of_a_Raspberry_Pi_and_asks_for_a_reboot_until_they_work()
    {
        var host = Host();
        host.Write("/boot/firmware/cmdline.txt", "console=tty1 root=PARTUUID=1 rootwait");
        var result = host.Expect(3, "prepare", Input());
        result.Says("must be rebooted");
        Assert.Equal("console=tty1 root=PARTUUID=1 rootwait cgroup_memory=1 cgroup_enable=memory cgroup_enable=cpuset\n",
            host.Read("/boot/firmware/cmdline.txt"));
        host.Expect(3, "prepare", Input());
        host.Write("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids");
        Assert.Empty(Changes(host.Succeed("prepare", Input())));
    }

    [Fact]
    public void Enables_time_keeping_where_nothing_keeps_time()
    {
        var host = Host();
        host.Delete(".sandbox/units/systemd-timesyncd");
        host.Unit("chrony", running: false);
        Assert.Contains("enabled chrony", Changes(host.Succeed("prepare", Input())));
    }

    [Fact]
    public void Installs_files_given_to_it()
    {
        var host = Host();
        host.Succeed("prepare", Input().File("0640", "/etc/cloud/cloud.cfg.d/99-basecamp.cfg", "x\n"));
        Assert.Equal("x\n", host.Read("/etc/cloud/cloud.cfg.d/99-basecamp.cfg"));
    }

    [Theory]
    [InlineData("ID=\"rhel\"\nVERSION_ID=\"9.6\"\n", "centos/9")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"8.10\"\n", "centos/8")]
    [InlineData("ID=\"almalinux\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"10.1\"\n", "centos/9")]
    [InlineData("ID=fedora\nVERSION_ID=43\n", "centos/8")]
    [InlineData("ID=\"amzn\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"2023\"\n", "centos/8")]
    public void Adds_the_SELinux_policy_of_K3s_from_the_repository_that_its_installer_takes(string release, string directory)
    {
        var host = Host(HostFamily.RedHat);
        host.Write("/etc/os-release", release);
        host.Provide("getenforce");
        host.Answer("getenforce", "Enforcing");
        host.Succeed("prepare", Input());
        Assert.Contains("k3s-selinux", host.Read(".sandbox/packages").Split('\n'));
        Assert.Contains("gpgcheck=1\n", host.Read("/etc/yum.repos.d/rancher-k3s-common.repo"), StringComparison.Ordinal);
        Assert.Contains($"/common/{directory}/noarch\n", host.Read("/etc/yum.repos.d/rancher-k3s-common.repo"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Permissive")]
    [InlineData("Disabled")]
    public void Adds_no_SELinux_policy_where_nothing_is_enforced(string mode)
    {
        var host = Host(HostFamily.RedHat);
        host.Provide("getenforce");
        host.Answer("getenforce", mode);
        host.Succeed("prepare", Input());
        Assert.False(host.Has("/etc/yum.repos.d/rancher-k3s-common.repo"));
    }

    [Fact]
    public void Keeps_swap_from_coming_back_by_other_means_than_fstab()
    {
        var host = Host();
        host.Write("/etc/systemd/system/swapfile.swap", "[Swap]\nWhat=/swapfile\n");
        host.Write("/usr/lib/systemd/system/dev-zram0.swap", "[Swap]\nWhat=/dev/zram0\n");
        host.Write("/usr/lib/systemd/system-generators/rpi-swap-generator", "");
        host.Write(".sandbox/units/zramswap/enabled", "");
        host.Write(".sandbox/units/zramswap/active", "active");

        host.Succeed("prepare", Input());

        Assert.Equal("/dev/null", new FileInfo(host.At("/etc/systemd/system/swapfile.swap")).LinkTarget);
        Assert.Equal("/dev/null", new FileInfo(host.At("/etc/systemd/system/dev-zram0.swap")).LinkTarget);
        Assert.Equal("[Swap]\nWhat=/swapfile\n", host.Read("/etc/systemd/system/swapfile.swap.basecamp-off"));
        Assert.Contains("Mechanism=none\n", host.Read("/etc/rpi/swap.conf.d/90-basecamp.conf"), StringComparison.Ordinal);
        Assert.False(host.Has(".sandbox/units/zramswap/enabled"));
        Assert.Empty(host.Succeed("prepare", Input()).Output);
    }
}
