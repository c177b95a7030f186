namespace Pulumi;

/// <summary>
/// Called for a resource before it is registered, and for every resource below it. Returns changed arguments and options,
/// or null for no change. The parent cannot be changed.
/// </summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

/// <summary>The resource about to be registered, with its arguments and options.</summary>
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
{
    /// <summary>The resource, of which only type and name are set yet.</summary>
    public Resource Resource { get; } = resource;

    public ResourceArgs Args { get; } = args;

    public ResourceOptions Options { get; } = options;
}

/// <summary>What to register the resource with instead.</summary>
public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
{
    public ResourceArgs Args { get; } = args;

    public ResourceOptions Options { get; } = options;
}
