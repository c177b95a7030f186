using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Which provider a resource uses, and which ones its children inherit.</summary>
static class ProviderInheritance
{
    /// <summary>The package in a token <c>package:module:member</c>; null for anything else.</summary>
    public static string? PackageOf(string token)
    {
        var first = token.IndexOf(':', StringComparison.Ordinal);
        return token.AsSpan().Count(':') == 2 ? token[..first] : null;
    }

    /// <summary>Sets <see cref="ResourceOptions.Provider"/> of a custom resource and returns the providers of its children.</summary>
    public static ImmutableDictionary<string, ProviderResource> Resolve(
        ImmutableDictionary<string, ProviderResource> inherited, string type, ResourceOptions options, bool isCustom)
    {
        if (!isCustom)
        {
            IEnumerable<ProviderResource> own =
                options.Provider is { } single ? [single] : options is ComponentResourceOptions component ? component.Providers : [];
            return own.Aggregate(inherited, (map, provider) => map.SetItem(provider.Package, provider));
        }

        var package = PackageOf(type);
        if (options.Provider is { } given)
            return package is null ? inherited : inherited.SetItem(package, given);

        options.Provider = package is null ? null : inherited.GetValueOrDefault(package);
        return inherited;
    }
}
