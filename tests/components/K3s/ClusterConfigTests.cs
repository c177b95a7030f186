using Basecamp.Components.Clusters;
using Basecamp.Components.K3s;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.K3s;

public sealed class ClusterConfigTests
{
    [Fact]
    public void Flannel_keeps_what_k3s_brings_except_what_the_platform_owns()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab);

        Assert.Equal("vxlan", config.FlannelBackend);
        Assert.Null(config.DisableNetworkPolicy);
        Assert.Null(config.DisableKubeProxy);
        Assert.Equal(["traefik", "kube-vip"], config.Disable);
    }

    [Fact]
    public void Cilium_switches_off_flannel_its_policies_kube_proxy_and_servicelb()
    {
        var config = ClusterConfigPlan.For(Topologies.Ha);

        Assert.Equal("none", config.FlannelBackend);
        Assert.True(config.DisableNetworkPolicy);
        Assert.True(config.DisableKubeProxy);
        Assert.Equal(["traefik", "servicelb"], config.Disable);
    }

    [Fact]
    public void Cilium_beside_kube_proxy_leaves_kube_proxy_on()
    {
        var topology = Topologies.Ha with { Network = Topologies.Ha.Network with { KubeProxyReplacement = false } };
        Assert.Null(ClusterConfigPlan.For(topology).DisableKubeProxy);
    }

    [Fact]
    public void Calico_replaces_flannel_but_not_kube_proxy()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab with { Network = new() { Cni = Cni.Calico } });

        Assert.Equal("none", config.FlannelBackend);
        Assert.True(config.DisableNetworkPolicy);
        Assert.Null(config.DisableKubeProxy);
    }

    [Fact]
    public void A_bundled_traefik_stays_when_asked_for()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab with { Network = new() { Ingress = IngressChoice.Bundled } });
        Assert.Equal(["kube-vip"], config.Disable);
    }

    [Fact]
    public void Dead_nodes_are_noticed_fast_by_default()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab);

        Assert.Contains("default-not-ready-toleration-seconds=30", config.KubeApiserverArg);
        Assert.Contains("default-unreachable-toleration-seconds=30", config.KubeApiserverArg);
        Assert.Contains("node-monitor-grace-period=16s", config.KubeControllerManagerArg);
        // Kubernetes' own 5 s would add up to a third of that.
        Assert.Contains("node-monitor-period=2s", config.KubeControllerManagerArg);
        Assert.Equal(["heartbeat-interval=500", "election-timeout=5000"], config.EtcdArg);
    }

    [Fact]
    public void Control_plane_metrics_can_be_scraped_from_outside_the_process()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab);

        Assert.True(config.EtcdExposeMetrics);
        Assert.Contains("bind-address=0.0.0.0", config.KubeControllerManagerArg);
        Assert.Equal(["bind-address=0.0.0.0"], config.KubeSchedulerArg);
    }

    [Fact]
    public void The_certificate_names_the_virtual_ip_the_dns_name_and_extras_but_not_each_server()
    {
        var topology = Topologies.Ha with { Api = Topologies.Ha.Api with { ExtraSans = ["vpn.example.net"] } };
        Assert.Equal(["192.168.1.10", "api.example.lan", "vpn.example.net"], ClusterConfigPlan.For(topology).TlsSan);
    }

    [Fact]
    public void Hardened_api_servers_get_the_cis_flags_and_keep_node_restriction()
    {
        Assert.Equal(
            [
                "default-not-ready-toleration-seconds=30",
                "default-unreachable-toleration-seconds=30",
                "enable-admission-plugins=NodeRestriction,EventRateLimit",
                "admission-control-config-file=/etc/rancher/k3s/admission.yaml",
                "audit-policy-file=/etc/rancher/k3s/audit-policy.yaml",
                "audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log",
                "audit-log-maxage=30",
                "audit-log-maxbackup=10",
                "audit-log-maxsize=100",
                "service-account-extend-token-expiration=false",
            ],
            ClusterConfigPlan.For(Topologies.Lab).KubeApiserverArg);
    }

    [Fact]
    public void Without_hardening_only_failover_flags_remain()
    {
        var topology = Topologies.Lab with { K3s = Topologies.Lab.K3s with { Hardening = HardeningProfile.None } };

        Assert.Equal(
            ["default-not-ready-toleration-seconds=30", "default-unreachable-toleration-seconds=30"],
            ClusterConfigPlan.For(topology).KubeApiserverArg);
        Assert.DoesNotContain(ClusterPlan.For(topology).PlanOf(topology.Nodes[0]).PlainFiles().Keys, path => path == K3sPaths.Admission || path == K3sPaths.AuditPolicy);
    }

    [Fact]
    public void Event_rate_limit_is_configured_because_an_empty_one_stops_the_api_server()
    {
        Assert.Contains("name: EventRateLimit", AdmissionConfiguration.Text, StringComparison.Ordinal);
        Assert.Contains("qps: 5000", AdmissionConfiguration.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_are_scheduled_kept_and_compressed()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab);
        Assert.Equal(("0 * * * *", 48, true), (config.EtcdSnapshotScheduleCron, config.EtcdSnapshotRetention, config.EtcdSnapshotCompress));
        Assert.Null(config.EtcdDisableSnapshots);
    }

    [Fact]
    public void Switched_off_snapshots_leave_no_schedule_behind()
    {
        var config = ClusterConfigPlan.For(Topologies.Lab with { Snapshots = new() { Enabled = false } });
        Assert.True(config.EtcdDisableSnapshots);
        Assert.Null(config.EtcdSnapshotScheduleCron);
    }

    [Fact]
    public void The_bucket_keeps_snapshots_for_every_server_because_k3s_counts_them_together()
    {
        Assert.Equal(3 * 48, ClusterPlan.For(Topologies.Ha).SnapshotUpload()!.EtcdS3Retention);
    }

    [Fact]
    public void An_external_datastore_turns_everything_about_etcd_off()
    {
        var topology = Topologies.Ha with { K3s = Topologies.Ha.K3s with { Datastore = new() { Endpoint = new("postgres://k3s:pw@db/k3s") } } };
        var config = ClusterConfigPlan.For(topology);

        Assert.Empty(config.EtcdArg);
        Assert.Null(config.EtcdExposeMetrics);
        Assert.Null(config.EtcdSnapshotScheduleCron);
        Assert.Null(ClusterPlan.For(topology).SnapshotUpload());
    }
}
