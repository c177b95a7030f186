namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    List<string>? additionalSecretOutputs;

    /// <summary>Delete before creating the replacement. Default null: as the provider decides.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs to treat as secret although no argument made them so.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => additionalSecretOutputs ??= [];
        set => additionalSecretOutputs = value;
    }

    /// <summary>Id of an existing resource to take over. Default null: create.</summary>
    public string? ImportId { get; set; }

    /// <summary>A new set of options: scalars of the second win where they are set, lists are joined.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = Copy(options1);
        var other = Copy(options2);
        merged.MergeFrom(other);
        merged.AdditionalSecretOutputs.AddRange(other.AdditionalSecretOutputs);
        merged.DeleteBeforeReplace = other.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
        merged.ImportId = other.ImportId ?? merged.ImportId;
        return merged;
    }

    internal override ResourceOptions Clone() => Copy(this);

    static CustomResourceOptions Copy(CustomResourceOptions? source)
    {
        var copy = new CustomResourceOptions();
        if (source is null)
            return copy;

        copy.CopyFrom(source);
        copy.DeleteBeforeReplace = source.DeleteBeforeReplace;
        copy.ImportId = source.ImportId;
        copy.additionalSecretOutputs = source.additionalSecretOutputs?.ToList();
        return copy;
    }
}
