using Pulumi;

namespace Basecamp.Testing;

/// <summary>The options a resource was constructed with, after all transformations.</summary>
public sealed record RecordedOptions
{
    /// <summary>Whether Pulumi refuses to delete it; inherited from the parent when not set.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether a deletion only forgets it.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>A resource whose deletion takes this one along, so that it is never deleted on its own when both go; null for none.</summary>
    public RecordedResource? DeletedWith { get; init; }

    /// <summary>Whether a replacement deletes first; null leaves it to the provider.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>Inputs whose changes are ignored.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = [];

    /// <summary>Inputs whose changes replace the resource.</summary>
    public IReadOnlyList<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Outputs that are secret whatever the provider says.</summary>
    public IReadOnlyList<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Earlier identities, so that a rename is not a replacement.</summary>
    public IReadOnlyList<RecordedAlias> Aliases { get; init; } = [];

    /// <summary>Limits on how long an operation may take; null for the provider's own.</summary>
    public CustomTimeouts? CustomTimeouts { get; init; }

    /// <summary>The provider version asked for; null for the SDK's.</summary>
    public string? Version { get; init; }

    /// <summary>The id of the existing resource to adopt; null for a new one.</summary>
    public string? ImportId { get; init; }
}

/// <summary>One earlier identity of a resource: the parts that differed, or a whole <see cref="Urn"/>.</summary>
public sealed record RecordedAlias(string? Urn, string? Name, string? Type, bool NoParent, string? ParentUrn);
