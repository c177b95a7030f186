using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Basecamp.Components.Charts;

/// <summary>
/// A pinned chart with its values. Pulumi installs it as a Helm release; Argo CD and Flux get the same chart and values through the wrapper of
/// its unit.
/// </summary>
public sealed class HelmChart : ComponentResource
{
    /// <summary>Chart, version, namespace and values.</summary>
    public ChartInstall Install { get; }

    /// <summary>What the chart starts with these values.</summary>
    public ImmutableArray<Workload> Workloads { get; }

    /// <summary>Declares the chart.</summary>
    public HelmChart(string name, HelmChartArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HelmChart", name, args, options)
    {
        Install = args.Install;
        Workloads = args.Workloads;
        args.Unit.Add(args.Install, args.Unit.IsDirect ? new Release(name, ReleaseOf(args.Install), OptionsOf(args)) : null);
        RegisterOutputs();
    }

    CustomResourceOptions OptionsOf(HelmChartArgs args)
    {
        var options = new CustomResourceOptions { Parent = this, DependsOn = [.. args.Unit.ChartDependencies] };
        if (args.IsBootstrapOnly)
            options.IgnoreChanges = ["values", "version"];
        options.RetainOnDelete = args.IsRetained ? true : null;
        return options;
    }

    static ReleaseArgs ReleaseOf(ChartInstall install)
    {
        var (pin, release) = (install.Chart, new ReleaseArgs
        {
            Name = install.Release,
            Namespace = install.Namespace,
            Chart = install.Chart.IsOci ? $"{install.Chart.Repository}/{install.Chart.Name}" : install.Chart.Name,
            Version = install.Chart.Version,
            Values = install.Values.ToMap(),
            SkipCrds = install.SkipCrds,
            MaxHistory = 5,
            Timeout = (int)ChartInstall.Timeout.TotalSeconds,
        });
        if (install.StartsByHand)
            release.SkipAwait = true;
        if (!pin.IsOci)
            release.RepositoryOpts = new RepositoryOptsArgs { Repo = pin.Repository };
        return release;
    }
}

/// <summary>Arguments of <see cref="HelmChart"/>.</summary>
public sealed class HelmChartArgs : ResourceArgs
{
    /// <summary>Chart, version, namespace and values. Required.</summary>
    public required ChartInstall Install { get; init; }

    /// <summary>What the chart starts with these values. Required; empty for a chart of definitions.</summary>
    public required ImmutableArray<Workload> Workloads { get; init; }

    /// <summary>
    /// Whether Pulumi only makes the first release, and somebody else changes it later: then its values and version are no longer compared.
    /// Default false.
    /// </summary>
    public bool IsBootstrapOnly { get; init; }

    /// <summary>Whether removing it only forgets it, because Helm would delete the volumes that it made. Default false.</summary>
    public bool IsRetained { get; init; }

    /// <summary>The unit it is delivered with. Required.</summary>
    public required DeliveryUnit Unit { get; init; }
}
