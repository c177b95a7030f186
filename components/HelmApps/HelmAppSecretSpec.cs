using Basecamp.Components.Configuration;

namespace Basecamp.Components.HelmApps;

/// <summary>A Secret of an app. It goes to the cluster directly, whoever delivers the rest, and is in no rendered file.</summary>
public sealed record HelmAppSecretSpec
{
    /// <summary>Keys with a generated password each: letters and digits, always the same until the app is removed. Default none.</summary>
    public IReadOnlyList<string> Generate { get; init; } = [];

    /// <summary>Length of generated passwords, 16–128. Default 40.</summary>
    public int Length { get; init; } = 40;

    /// <summary>Keys with a secret value of yours. Default none.</summary>
    public IReadOnlyDictionary<string, Secret> Given { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Keys with a value that is not a secret but that the chart wants in there, such as a user's name. Default none.</summary>
    public IReadOnlyDictionary<string, string> Text { get; init; } = new Dictionary<string, string>();

    /// <summary>Type of the Secret. Default <c>Opaque</c>.</summary>
    public string Type { get; init; } = "Opaque";
}
