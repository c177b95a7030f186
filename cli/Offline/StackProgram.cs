using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Homelab;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Offline;

/// <summary>A Pulumi program together with what can be said about its config without running it.</summary>
/// <param name="DefineAsync">Constructs the resources of a config with these keys and returns the stack's outputs.</param>
/// <param name="Warnings">What is allowed in a config, but probably not meant.</param>
/// <param name="Files">Files outside of Kubernetes that a config leads to: text by relative path.</param>
sealed record StackProgram(
    Func<ConfigKeys, Task<IDictionary<string, object?>>> DefineAsync,
    Func<IReadOnlyDictionary<string, string>, IReadOnlyList<Problem>> Warnings,
    Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> Files)
{
    /// <summary>Rules that the program's stacks are held to. Default all.</summary>
    public IReadOnlyList<IGuardrail> Guardrails { get; init; } = AllGuardrails.All;

    static readonly IReadOnlyDictionary<string, string> NoFiles = new Dictionary<string, string>();

    /// <summary>basecamp's own.</summary>
    public static StackProgram Basecamp { get; } = new(
        keys => BasecampProgram.DefineAsync(keys),
        config => [.. TopologyOf(config) is { } topology ? TopologyWarnings.For(topology) : [], .. AppsWarnings.For(config.GetValueOrDefault(AppsConfiguration.RootPath))],
        config => TopologyOf(config) is { } topology ? HomelabFiles.For(topology) : NoFiles)
    {
        Topology = TopologyOf,
    };

    /// <summary>The machines that a config describes; null when it describes none. Default none.</summary>
    public Func<IReadOnlyDictionary<string, string>, HomelabTopology?> Topology { get; init; } = _ => null;

    // Null when the config is invalid, which the program itself reports.
    static HomelabTopology? TopologyOf(IReadOnlyDictionary<string, string> config) =>
        config.TryGetValue(HomelabConfiguration.DefaultRootPath, out var json)
        && HomelabConfiguration.TryParse(json, out var topology, out _)
            ? topology
            : null;
}
