using System.Collections.Immutable;

namespace Basecamp.Components.Catalog;

/// <summary>
/// The kinds that the definitions of <see cref="CrdBundles"/> serve, from <c>definitions.apis</c> beside this file: a line for each version of a kind,
/// with repository, version of the bundle, <c>group/version</c>, kind, and <c>namespaced</c> or <c>cluster</c>.
/// </summary>
public static class DefinitionApis
{
    static readonly Lazy<ILookup<(string Repository, string Version), DefinedKind>> Kinds = new(Read);

    /// <summary>The kinds of a bundle, sorted; empty for one that is not in the catalog.</summary>
    public static ImmutableArray<DefinedKind> Of(ManifestPin bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return [.. Kinds.Value[(bundle.Repository, bundle.Version)]];
    }

    /// <summary>The bundles that have kinds: repository and version.</summary>
    public static IEnumerable<(string Repository, string Version)> Bundles => Kinds.Value.Select(bundle => bundle.Key);

    static ILookup<(string, string), DefinedKind> Read()
    {
        using var stream = typeof(DefinitionApis).Assembly.GetManifestResourceStream("catalog/definitions.apis")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToLookup(parts => (parts[0], parts[1]), parts => new DefinedKind(parts[2], parts[3], parts[4] == "namespaced"));
    }
}

/// <summary>A kind in one version.</summary>
/// <param name="ApiVersion">Group and version, e.g. <c>cert-manager.io/v1</c>.</param>
/// <param name="Kind">Kind.</param>
/// <param name="IsNamespaced">Whether its objects are in namespaces.</param>
public sealed record DefinedKind(string ApiVersion, string Kind, bool IsNamespaced);
