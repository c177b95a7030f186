namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>What host preparation does to a firewall.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class HostFirewallTests : PreparableHosts
{
    [Fact]
    public void Opens_ufw_to_the_nodes_and_the_API_to_everybody_and_closes_what_is_gone()
    {
        var host = Host();
        host.Provide("ufw");
        host.Write(".sandbox/ufw", "ufw allow 22/tcp");
        host.Succeed("prepare", Input());
        Assert.Equal(
            [
                "ufw allow 22/tcp", "ufw allow 6443/tcp", "ufw allow from 10.0.0.11 to any port 2379:2380 proto tcp",
                "ufw allow from 10.0.0.11 to any port 8472 proto udp",
                "ufw allow from 10.0.0.21 to any port 2379:2380 proto tcp", "ufw allow from 10.0.0.21 to any port 8472 proto udp",
                "ufw allow from 10.42.0.0/16", "ufw allow from 10.43.0.0/16",
            ],
            host.Read(".sandbox/ufw").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Changes(host.Succeed("prepare", Input())));
        host.Succeed("prepare", Input().Set("NODE_ADDRESSES", "10.0.0.11"));
        Assert.DoesNotContain("10.0.0.21", host.Read(".sandbox/ufw"), StringComparison.Ordinal);
        Assert.Contains("ufw allow 22/tcp", host.Read(".sandbox/ufw"), StringComparison.Ordinal);
    }

    [Fact]
    public void Opens_firewalld_to_the_nodes_and_the_API_to_everybody_and_closes_what_is_gone()
    {
        var host = Host(HostFamily.RedHat);
        host.Provide("firewall-cmd");
        host.Unit("firewalld");
        host.Succeed("prepare", Input());
        Assert.Equal("6443/tcp\n", host.Read(".sandbox/firewalld-port"));
        Assert.Equal("10.42.0.0/16\n10.43.0.0/16\n", host.Read(".sandbox/firewalld-source"));
        Assert.Equal(4, host.Read(".sandbox/firewalld-rich-rule").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("rule family=\"ipv4\" source address=\"10.0.0.21\" port port=\"2379-2380\" protocol=\"tcp\" accept\n",
            host.Read(".sandbox/firewalld-rich-rule"), StringComparison.Ordinal);
        host.ForgetCalls();
        Assert.Empty(Changes(host.Succeed("prepare", Input())));
        Assert.DoesNotContain("firewall-cmd --quiet --reload", host.Calls);
        host.Succeed("prepare", Input().Set("NODE_ADDRESSES", "10.0.0.11"));
        Assert.DoesNotContain("10.0.0.21", host.Read(".sandbox/firewalld-rich-rule"), StringComparison.Ordinal);
    }

    [Fact]
    public void Disables_the_firewall_only_when_told_so()
    {
        var host = Host();
        host.Provide("ufw");
        host.Unit("nftables");
        host.Succeed("prepare", Input().Set("FIREWALL", "unmanaged"));
        host.NeverCalled("ufw");
        host.Succeed("prepare", Input().Set("FIREWALL", "disabled"));
        Assert.Contains("ufw --force disable", host.Calls);
        Assert.False(host.Has(".sandbox/units/nftables/active"));
    }

    [Fact]
    public void Does_not_touch_nftables_rules_that_are_not_its_own()
    {
        var host = Host();
        host.Unit("nftables");
        host.Succeed("prepare", Input()).Says("nftables rules are active and not ours to change");
    }
}
