namespace Pulumi.Generated;

/// <summary>Generated functions call with the version of their package, unless the caller names one.</summary>
static class Invokes
{
    public static InvokeOptions WithDefaults(InvokeOptions? options)
    {
        options ??= new();
        options.Version ??= Package.Version;
        return options;
    }

    public static InvokeOutputOptions WithDefaults(InvokeOutputOptions? options)
    {
        options ??= new();
        options.Version ??= Package.Version;
        return options;
    }
}
