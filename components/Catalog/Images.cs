namespace Basecamp.Components.Catalog;

/// <summary>
/// Images that basecamp names itself; a chart's own are pinned by the chart's version. Renovate raises the tags and adds digests.
/// </summary>
public static class Images
{
    /// <summary>Moves the API's virtual IP.</summary>
    public static ImagePin KubeVip { get; } = new("ghcr.io/kube-vip/kube-vip", "v1.2.3");
}
