using System.Collections.Immutable;
using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>The lines of a published package's list that a stand-in promises to offer.</summary>
sealed class Contract(IEnumerable<string> lines)
{
    readonly ImmutableSortedSet<string> lines = lines.ToImmutableSortedSet(StringComparer.Ordinal);

    public static Contract Read(string package) =>
        new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "pulumi-api", $"{package}.txt")));

    /// <summary>What the assembly offers and the published package does not. Code using it would only compile here.</summary>
    public IEnumerable<string> Unlisted(Assembly assembly) => PublicSurface.Of(assembly).Except(lines);

    /// <summary>What the list promises and the assembly does not offer.</summary>
    public IEnumerable<string> Missing(Assembly assembly) => lines.Except(PublicSurface.Of(assembly));
}
