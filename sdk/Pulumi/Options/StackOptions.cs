namespace Pulumi;

/// <summary>Options of the stack itself.</summary>
public class StackOptions
{
    List<ResourceTransformation>? transformations;

    /// <summary>Transformations of every resource in the stack.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => transformations ??= [];
        set => transformations = value;
    }
}
