namespace Pulumi;

/// <summary>How a resource is managed, as opposed to what it is.</summary>
public abstract class ResourceOptions
{
    List<Input<Alias>>? aliases;
    List<string>? ignoreChanges;
    List<string>? replaceOnChanges;
    List<string>? hideDiffs;
    List<ResourceTransformation>? transformations;
    InputList<Resource>? dependsOn;
    InputList<Resource>? replaceWith;

    protected ResourceOptions()
    {
    }

    /// <summary>Id of an existing resource to read instead of creating one. Default null: create.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>Parent in the resource tree. Default null: the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must exist first although no argument refers to them.</summary>
    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= [];
        set => dependsOn = value;
    }

    /// <summary>Refuse to delete the resource. Default null: as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored.</summary>
    public List<string> IgnoreChanges
    {
        get => ignoreChanges ??= [];
        set => ignoreChanges = value;
    }

    /// <summary>Version of the provider package. Default null: the version the SDK was made for.</summary>
    public string? Version { get; set; }

    /// <summary>Provider to use. Default null: the parent's for the package, else the default provider.</summary>
    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Changes arguments and options just before the resource, or a child of it, is registered.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => transformations ??= [];
        set => transformations = value;
    }

    /// <summary>Earlier identities of the resource.</summary>
    public List<Input<Alias>> Aliases
    {
        get => aliases ??= [];
        set => aliases = value;
    }

    /// <summary>URN of an existing resource to read instead of creating one. Default null: create.</summary>
    public string? Urn { get; set; }

    /// <summary>Properties whose changes force a replacement.</summary>
    public List<string> ReplaceOnChanges
    {
        get => replaceOnChanges ??= [];
        set => replaceOnChanges = value;
    }

    /// <summary>Where to download the provider plugin. Default null: from its publisher.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Keep the real resource when it leaves the program. Default null: delete it.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion also removes this one, which then needs no delete of its own.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Resources whose replacement replaces this one, too.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => replaceWith ??= [];
        set => replaceWith = value;
    }

    /// <summary>Properties whose changes are applied without being shown.</summary>
    public List<string> HideDiffs
    {
        get => hideDiffs ??= [];
        set => hideDiffs = value;
    }

    /// <summary>A value whose change replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    /// <summary>A copy whose lists can be changed without changing this one's.</summary>
    internal abstract ResourceOptions Clone();

    private protected void CopyFrom(ResourceOptions source)
    {
        Id = source.Id;
        Parent = source.Parent;
        Protect = source.Protect;
        Version = source.Version;
        Provider = source.Provider;
        CustomTimeouts = source.CustomTimeouts?.Clone();
        Urn = source.Urn;
        PluginDownloadURL = source.PluginDownloadURL;
        RetainOnDelete = source.RetainOnDelete;
        DeletedWith = source.DeletedWith;
        ReplacementTrigger = source.ReplacementTrigger;
        aliases = source.aliases?.ToList();
        ignoreChanges = source.ignoreChanges?.ToList();
        replaceOnChanges = source.replaceOnChanges?.ToList();
        hideDiffs = source.hideDiffs?.ToList();
        transformations = source.transformations?.ToList();
        dependsOn = source.dependsOn?.Clone();
        replaceWith = source.replaceWith?.Clone();
    }

    /// <summary>Scalars of the other win where they are set; lists are joined.</summary>
    private protected void MergeFrom(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
        Aliases.AddRange(other.Aliases);
        IgnoreChanges.AddRange(other.IgnoreChanges);
        ReplaceOnChanges.AddRange(other.ReplaceOnChanges);
        HideDiffs.AddRange(other.HideDiffs);
        ResourceTransformations.AddRange(other.ResourceTransformations);
        DependsOn = DependsOn.Concat(other.DependsOn);
        ReplaceWith = ReplaceWith.Concat(other.ReplaceWith);
    }
}
