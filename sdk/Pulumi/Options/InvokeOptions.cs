namespace Pulumi;

/// <summary>How a function is called.</summary>
public class InvokeOptions
{
    /// <summary>Resource whose provider is used. Default null: the default provider.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Provider to use. Default null: the parent's.</summary>
    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

/// <summary>How a function that returns an output is called.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    InputList<Resource>? dependsOn;

    /// <summary>Resources that must exist before the call; the result depends on them.</summary>
    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= [];
        set => dependsOn = value;
    }
}
