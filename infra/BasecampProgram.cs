using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Crds;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Handover;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Infra.Platform.Definitions;
using Pulumi;

namespace Basecamp.Infra;

/// <summary>The Pulumi program: the tiers that this stack owns, from the machines upwards.</summary>
public static class BasecampProgram
{
    /// <summary>Registers the stack's resources and returns its outputs, offline: nothing is read or written besides the config.</summary>
    /// <exception cref="InvalidConfigurationException">The config is wrong.</exception>
    public static Task<IDictionary<string, object?>> DefineAsync() => DefineAsync(null, null);

    /// <summary>Registers the stack's resources and returns its outputs.</summary>
    /// <param name="keys">Which keys the config has; null where nobody can list them, as in tests with Pulumi's mocks.</param>
    /// <param name="definitions">
    /// Writes the charts of definitions that the Kubernetes provider reads; null where nothing is deployed: offline nobody reads them.
    /// </param>
    /// <exception cref="InvalidConfigurationException">
    /// The config is wrong, or asks for what the deployed cluster cannot become. Nothing but the look at the last deployment was registered.
    /// </exception>
    public static async Task<IDictionary<string, object?>> DefineAsync(ConfigKeys? keys, DefinitionCharts? definitions = null)
    {
        var settings = StackSettings.Read(new Config("basecamp"), keys);
        var outputs = new Dictionary<string, object?>();
        await RefuseAsync(settings, OtherStack.Own());
        var (access, cluster) = settings.Homelab is { } topology
            ? OwnHomelab(topology, settings.HomelabJson!, outputs)
            : await DeployedHomelab.ReadAsync(settings.HomelabStack!, settings);

        if (definitions is not null && settings.Platform is { } wanted)
            await definitions.WriteAsync(DefinitionsPart.BundlesOf(PlatformParts.PlanOf(wanted, cluster, settings.Delivery)), CancellationToken.None);
        var services = settings.Platform is { } platform
            ? OwnPlatform(platform, access, cluster, settings, outputs)
            : null;
        foreach (var warning in settings.Apps is null ? [] : AppsWarnings.For(settings.Apps))
            Log.Warn(warning.ToString());
        if (settings.Apps is { } apps)
            _ = new AppsTier("apps", new()
            {
                Services = services ?? await DeployedPlatform.ReadAsync(settings.PlatformStack!, access, cluster, settings),
                Settings = apps,
                Stack = Pulumi.Deployment.Instance.StackName,
            }, OptionsFor(settings));
        if (settings.Platform is not null || settings.Apps is not null)
            DeployedDelivery.Export(settings, outputs);
        return outputs;
    }

    static async Task RefuseAsync(StackSettings settings, StackReference deployed)
    {
        IReadOnlyList<Problem> refused =
        [
            .. settings.Homelab is { } topology ? await DeployedTopology.RefuseAsync(topology, deployed) : [],
            .. settings.Platform is not null || settings.Apps is not null ? await DeployedDelivery.RefuseAsync(settings, deployed) : [],
        ];
        if (refused.Count > 0)
            throw new InvalidConfigurationException(refused);
    }

    static ComponentResourceOptions? OptionsFor(StackSettings settings) => settings.Handover is null ? null : new RetainedForHandover().Options();

    static PlatformServices OwnPlatform(
        PlatformSettings platform, ClusterAccess access, ClusterFacts cluster, StackSettings settings, Dictionary<string, object?> outputs)
    {
        var tier = new PlatformTier("platform", new()
        {
            Access = access,
            Cluster = cluster,
            Settings = platform,
            Delivery = settings.Delivery,
            Stack = Pulumi.Deployment.Instance.StackName,
            HasApps = settings.Apps is not null,
        }, OptionsFor(settings));
        foreach (var (name, value) in tier.Services.ToStackOutputs())
            outputs[name] = value;
        return tier.Services;
    }

    static (ClusterAccess, ClusterFacts) OwnHomelab(HomelabTopology topology, string json, Dictionary<string, object?> outputs)
    {
        foreach (var warning in TopologyWarnings.For(topology))
            Log.Warn(warning.ToString());

        var homelab = new HomelabTier("homelab", new() { Topology = topology });
        var facts = HomelabExports.FactsOf(topology);
        foreach (var (name, value) in homelab.Access.ToStackOutputs())
            outputs[name] = value;
        outputs[DeployedHomelab.Output] = facts.ToJson();
        outputs[DeployedTopology.Output] = Output.CreateSecret(json);
        return (homelab.Access, facts);
    }
}
