using System.Collections.Frozen;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Keys that K3s' config.yaml takes: the command's flags without leading hyphens, of v1.36.4+k3s1.</summary>
/// <remarks>
/// A server skips an unknown key with a warning, an agent does not start with one, so names are checked before anything is deployed.
/// </remarks>
public static class K3sFlags
{
    /// <summary>Keys of <c>k3s server</c>.</summary>
    public static readonly FrozenSet<string> Server = """
        config debug v vmodule log alsologtostderr bind-address https-listen-port supervisor-port apiserver-port
        apiserver-bind-address advertise-address advertise-port tls-san tls-san-security data-dir cluster-cidr
        service-cidr service-node-port-range cluster-dns cluster-domain flannel-backend flannel-ipv6-masq
        flannel-external-ip egress-selector-mode servicelb-namespace write-kubeconfig write-kubeconfig-mode
        write-kubeconfig-group helm-job-image token token-file agent-token agent-token-file server cluster-init
        cluster-reset cluster-reset-restore-path kube-apiserver-arg etcd-arg kube-controller-manager-arg kube-scheduler-arg
        kube-cloud-controller-manager-arg helm-controller-arg kine-tls datastore-endpoint datastore-cafile datastore-certfile
        datastore-keyfile etcd-expose-metrics etcd-disable-snapshots etcd-snapshot-name etcd-snapshot-schedule-cron
        etcd-snapshot-reconcile-interval etcd-snapshot-retention etcd-snapshot-dir etcd-snapshot-compress
        etcd-s3 etcd-s3-endpoint etcd-s3-endpoint-ca etcd-s3-skip-ssl-verify etcd-s3-access-key etcd-s3-secret-key
        etcd-s3-session-token etcd-s3-bucket etcd-s3-bucket-lookup-type etcd-s3-region etcd-s3-folder etcd-s3-retention
        etcd-s3-proxy etcd-s3-config-secret etcd-s3-insecure etcd-s3-timeout default-local-storage-path disable
        disable-scheduler disable-cloud-controller disable-kube-proxy disable-network-policy disable-helm-controller
        disable-apiserver disable-controller-manager disable-etcd embedded-registry supervisor-metrics node-name
        with-node-id node-label node-taint image-credential-provider-bin-dir image-credential-provider-config docker
        container-runtime-endpoint default-runtime image-service-endpoint disable-default-registry-endpoint nonroot-devices
        pause-image snapshotter private-registry system-default-registry airgap-extra-registry node-ip node-external-ip
        node-internal-dns node-external-dns resolv-conf flannel-iface flannel-conf flannel-cni-conf vpn-auth vpn-auth-file
        kubelet-arg kube-proxy-arg protect-kernel-defaults secrets-encryption enable-pprof rootless secrets-encryption-provider
        prefer-bundled-bin selinux lb-server-port disable-agent kube-controller-arg kube-cloud-controller-arg
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Keys of <c>k3s agent</c>.</summary>
    public static readonly FrozenSet<string> Agent = """
        config debug v vmodule log alsologtostderr token token-file server data-dir node-name with-node-id node-label
        node-taint image-credential-provider-bin-dir image-credential-provider-config selinux lb-server-port
        protect-kernel-defaults container-runtime-endpoint default-runtime image-service-endpoint pause-image snapshotter
        private-registry disable-default-registry-endpoint nonroot-devices airgap-extra-registry node-ip bind-address
        node-external-ip node-internal-dns node-external-dns resolv-conf flannel-iface flannel-conf flannel-cni-conf
        kubelet-arg kube-proxy-arg enable-pprof rootless prefer-bundled-bin docker vpn-auth vpn-auth-file disable-apiserver-lb
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
