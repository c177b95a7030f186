namespace Basecamp.Components.Catalog;

/// <summary>
/// Images that basecamp names itself; a chart's own are pinned by the chart's version. Renovate raises the tags and adds digests.
/// </summary>
public static class Images
{
    /// <summary>Moves the API's virtual IP.</summary>
    public static ImagePin KubeVip { get; } = new("ghcr.io/kube-vip/kube-vip", "v1.2.3");

    /// <summary>PostgreSQL, as CloudNativePG runs it.</summary>
    public static ImagePin Postgres { get; } = new("ghcr.io/cloudnative-pg/postgresql", "18.6-standard-trixie");

    /// <summary>Turns VolumeSnapshots into snapshots; of the same release as <see cref="CrdBundles.VolumeSnapshots"/>.</summary>
    public static ImagePin SnapshotController { get; } = new("registry.k8s.io/sig-storage/snapshot-controller", "v8.6.0");

    /// <summary>
    /// kubectl, with which upgrade jobs cordon and drain: within one minor version of K3s, as Kubernetes supports it. The controller's own
    /// manifests name one that is six behind.
    /// </summary>
    public static ImagePin Kubectl { get; } = new("rancher/kubectl", "v1.36.2");

    /// <summary>Runs upgrade Plans. The manifests at this tag still name an older image.</summary>
    public static ImagePin SystemUpgradeController { get; } = new("rancher/system-upgrade-controller", "v0.20.1");
    /// <summary>Velero's way to S3. Never v1.14.2, which damages backups on self-hosted stores (velero#9951).</summary>
    public static ImagePin VeleroPluginForAws { get; } = new("velero/velero-plugin-for-aws", "v1.14.3");
}
