namespace Pulumi;

/// <summary>An instance of a provider with its own configuration.</summary>
public class ProviderResource : CustomResource
{
    Task<string>? reference;

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base(Names.ProviderPrefix + package, name, args, options) =>
        Package = package;

    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options)
    {
    }

    internal string Package { get; }

    /// <summary><c>urn::id</c>, as resources refer to their provider.</summary>
    internal Task<string> Reference => reference ??= ReferenceAsync();

    async Task<string> ReferenceAsync()
    {
        var urn = await Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var id = await Id.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? Names.Unknown : id)}";
    }
}
