using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Anything in the resource tree. Constructing one registers it.</summary>
public class Resource
{
    readonly string type;
    readonly string name;
    readonly bool? isProtected;
    ImmutableHashSet<Resource>? asDependency;
    readonly List<Resource> children = [];
    readonly ImmutableArray<ResourceTransformation> transformations = [];
    readonly ImmutableDictionary<string, ProviderResource> providersByPackage = ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>A resource that is only referred to, and never registered.</summary>
    private protected Resource(string type, string name) => (this.type, this.name) = (type, name);

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, ResourceKind kind)
    {
        if (string.IsNullOrEmpty(type))
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));

        var outputs = OutputProperty.Initialize(this, componentsToo: options.Urn is not null || kind == ResourceKind.RemoteComponent);
        this.type = type;
        this.name = name;

        var deployment = Deployment.Current;
        var parent = type == Names.StackType ? null : options.Parent ?? (options.Urn is null ? deployment.Stack : null);
        transformations = [.. options.ResourceTransformations, .. parent?.transformations ?? []];
        (args, options) = Transform(args, options);

        options = options.Clone();
        if (options.Provider is not null && options is ComponentResourceOptions { Providers.Count: > 0 })
        {
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        if (options.Parent is { } owner)
        {
            lock (owner.children)
                owner.children.Add(this);
            options.Protect ??= owner.isProtected;
            providersByPackage = owner.providersByPackage;
        }

        providersByPackage = ProviderInheritance.Resolve(providersByPackage, type, options, isCustom: kind == ResourceKind.Custom);
        isProtected = options.Protect;
        foreach (var alias in options.Aliases)
            _ = alias.ToOutput().Apply(value => value.Checked());

        deployment.Register(new Registration(this, kind, args, options, outputs));
    }

    /// <summary>The URN: the identity of the resource within the organization.</summary>
    [Output(Names.Urn)]
    public Output<string> Urn { get; private protected set; } = null!;

    // Methods, not properties, so that they cannot collide with outputs of resources.

    /// <summary>The type token, such as <c>kubernetes:core/v1:Namespace</c>.</summary>
    public string GetResourceType() => type;

    /// <summary>The name given in the program.</summary>
    public string GetResourceName() => name;

    internal ImmutableHashSet<Resource> AsDependency => asDependency ??= ImmutableHashSet.Create(this);

    internal ProviderResource? ProviderFor(string token) =>
        ProviderInheritance.PackageOf(token) is { } package ? providersByPackage.GetValueOrDefault(package) : null;

    internal Resource[] Children()
    {
        lock (children)
            return [.. children];
    }

    (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
                continue;

            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }
}
