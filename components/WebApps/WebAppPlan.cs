using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Basecamp.Components.Configuration;
using Basecamp.Components.Network;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.WebApps;

/// <summary>Everything about an app that is decided before a resource exists.</summary>
sealed record WebAppPlan
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required WebAppArgs Args { get; init; }

    public required string Image { get; init; }

    public required int Port { get; init; }

    public required int Replicas { get; init; }

    public WebAppSpec Spec => Args.Spec;

    /// <summary>Whether there is, or can be, more than one pod.</summary>
    public bool IsReplicated => Replicas > 1 || Spec.Scaling is not null;

    /// <summary>Port that metrics are read from; null for none.</summary>
    public int? MetricsPort => Spec.Metrics is { } metrics ? metrics.Port ?? Port : null;

    public bool HasOwnMetricsPort => MetricsPort is { } metrics && metrics != Port;

    public bool HasFiles => !Args.Files.IsEmpty;

    public bool HasSecrets => !Args.SecretFiles.IsEmpty || !Args.SecretVariables.IsEmpty;

    public string FilesName => $"{Name}-files";

    public string SecretName => $"{Name}-secrets";

    public string PreparationSecretName => $"{Name}-prepare";

    public ImmutableSortedDictionary<string, string> Labels => Workload.Named(Name);

    public Peer.Pods Pods => new(Namespace, Labels);

    /// <summary>Changes with the files' content, so that pods with the former one are replaced.</summary>
    public string FilesHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Args.Files.Select(file => $"{file.Key}\0{file.Value}")))));

    /// <exception cref="InvalidConfigurationException">Says everything that is wrong with the app, at once.</exception>
    public static WebAppPlan For(string name, WebAppArgs args)
    {
        var (spec, platform) = (args.Spec, args.Platform);
        var problems = new Problems($"app '{name}'");
        WebAppRules.Check(name, spec, WebAppSurroundings.Of(platform), problems);
        if (problems.All.Count > 0)
            throw new InvalidConfigurationException(problems.All);
        return new()
        {
            Name = name,
            Namespace = spec.Namespace ?? name,
            Args = args,
            Image = spec.Image!,
            Port = spec.Port!.Value,
            Replicas = spec.Replicas ?? platform.Sizing.Replicas,
        };
    }
}
