namespace Basecamp.Cli.Diff.Prediction;

/// <summary>What the engine does with a resource.</summary>
enum Operation
{
    /// <summary>It is new.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>A new one is made, and the old one deleted.</summary>
    Replace,

    /// <summary>It is deleted.</summary>
    Delete,
}

/// <summary>What that does to what lives in the cluster.</summary>
enum Effect
{
    /// <summary>Nothing is removed.</summary>
    None,

    /// <summary>The object is removed, and perhaps made anew.</summary>
    Removed,

    /// <summary>Pulumi forgets the object, which lives on.</summary>
    Kept,

    /// <summary>The object lives on, and somebody else applies it from now on.</summary>
    ChangesOwner,
}

/// <summary>A step of the next <c>pulumi up</c>.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Type token.</param>
/// <param name="Operation">What the engine does.</param>
/// <param name="Effect">What that does to the object in the cluster.</param>
/// <param name="Reason">What a replacement is for, e.g. <c>provider</c> or <c>metadata.name</c>; null for other steps.</param>
sealed record PredictedStep(string Urn, string Type, Operation Operation, Effect Effect, string? Reason)
{
    /// <summary>Logical name.</summary>
    public string Name => Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
}
