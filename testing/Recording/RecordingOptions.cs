using Pulumi;
using Pulumi.Testing;

namespace Basecamp.Testing;

/// <summary>How a program is run for recording. Every setting has a default; <c>new()</c> records a program without config.</summary>
public sealed class RecordingOptions
{
    /// <summary>The Pulumi project. Also the namespace of <c>new Config()</c>. Default <c>project</c>.</summary>
    public string ProjectName { get; init; } = "project";

    /// <summary>The Pulumi stack. Default <c>stack</c>.</summary>
    public string StackName { get; init; } = "stack";

    /// <summary>The Pulumi organization. Default <c>organization</c>, as for a self-managed backend.</summary>
    public string OrganizationName { get; init; } = "organization";

    /// <summary>Config by full key, e.g. <c>basecamp:tiers</c>. Structured values are compact JSON text, as Pulumi hands them over.
    /// Default: none, whatever the environment holds.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    /// <summary>Full keys of <see cref="Config"/> whose values are secret and join <see cref="SecretValues"/>. Default: none.</summary>
    public IReadOnlyCollection<string> SecretConfigKeys { get; init; } = [];

    /// <summary>Texts known to be secret. A guardrail reports any that reaches a plain input. Default: none.</summary>
    public IReadOnlyCollection<string> SecretValues { get; init; } = [];

    /// <summary>True runs as <c>pulumi preview</c> does: ids and provider outputs are unknown, and an input that depends on one is
    /// left out. False, the default, runs as <c>pulumi up</c> does, with mocked outputs.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Outputs that a provider would compute, by resource type token, e.g.
    /// <c>["command:remote:Command"] = command =&gt; new() { ["stdout"] = "v1.34.1" }</c>. They are added to the echoed inputs and win over
    /// the built-in answers. Wrap a value in <c>Output.CreateSecret</c> to make that output secret. Default: none.</summary>
    public IReadOnlyDictionary<string, Func<MockedResource, Dictionary<string, object?>>> Mocks { get; init; } =
        new Dictionary<string, Func<MockedResource, Dictionary<string, object?>>>();

    /// <summary>Results of function calls (<c>Invoke</c>), by function token. A call without an entry gets an empty result.</summary>
    public IReadOnlyDictionary<string, Func<MockCallArgs, Dictionary<string, object?>>> Calls { get; init; } =
        new Dictionary<string, Func<MockCallArgs, Dictionary<string, object?>>>();

    /// <summary>Outputs of the stacks that a <c>StackReference</c> reads, by its name. An absent stack has no outputs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> StackReferences { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, object?>>();

    /// <summary>Stack transformations to run before recording, as <c>pulumi up</c> would. Default: none.</summary>
    public IReadOnlyList<ResourceTransformation> Transformations { get; init; } = [];

    /// <summary>Called for each resource as the program constructs it, on the program's thread. Default: nothing.</summary>
    public Action<RecordingProgress>? OnResource { get; init; }
}
