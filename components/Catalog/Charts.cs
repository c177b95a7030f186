namespace Basecamp.Components.Catalog;

/// <summary>Every Helm chart basecamp installs, and at which version. Nowhere else is a chart's version written; Renovate raises them.</summary>
public static class Charts
{
    /// <summary>Certificates.</summary>
    public static ChartPin CertManager { get; } = new("cert-manager", "https://charts.jetstack.io", "v1.21.1");

    /// <summary>PostgreSQL operator.</summary>
    public static ChartPin CloudNativePg { get; } = new("cloudnative-pg", "https://cloudnative-pg.github.io/charts", "0.29.0");

    /// <summary>Archives PostgreSQL clusters to S3. Newer plugins exist, but no chart of them.</summary>
    public static ChartPin BarmanCloudPlugin { get; } = new("plugin-barman-cloud", "https://cloudnative-pg.github.io/charts", "0.7.0");

    /// <summary>Replicated volumes.</summary>
    public static ChartPin Longhorn { get; } = new("longhorn", "https://charts.longhorn.io", "1.12.1");
}
