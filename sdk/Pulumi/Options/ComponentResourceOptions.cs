namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    List<ProviderResource>? providers;

    /// <summary>Providers the children use, at most one per package. Give either these or <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => providers ??= [];
        set => providers = value;
    }

    /// <summary>A new set of options: scalars of the second win where they are set, lists are joined.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = Copy(options1);
        var other = Copy(options2);
        merged.MergeFrom(other);
        merged.Providers = LastOfEachPackage([.. merged.Providers, .. other.Providers]);
        return merged;
    }

    static List<ProviderResource> LastOfEachPackage(List<ProviderResource> all) =>
        [.. all.Where((provider, index) => all.FindLastIndex(other => other.Package == provider.Package) == index)];

    internal override ResourceOptions Clone() => Copy(this);

    static ComponentResourceOptions Copy(ComponentResourceOptions? source)
    {
        var copy = new ComponentResourceOptions();
        if (source is null)
            return copy;

        copy.CopyFrom(source);
        copy.providers = source.providers?.ToList();
        return copy;
    }
}
