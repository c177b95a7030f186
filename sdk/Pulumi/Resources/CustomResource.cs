namespace Pulumi;

/// <summary>A resource that a provider manages.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), ResourceKind.Custom)
    {
    }

    public CustomResource(
        string type,
        string name,
        ResourceArgs? args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options)
    {
    }

    private protected CustomResource(string type, string name)
        : base(type, name)
    {
    }

    /// <summary>The id the provider gave; unknown until it has.</summary>
    [Output(Names.Id)]
    public Output<string> Id { get; private protected set; } = null!;
}
