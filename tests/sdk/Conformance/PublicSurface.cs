using System.Collections.Immutable;
using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Everything an assembly offers to others, in the lists' format.</summary>
static class PublicSurface
{
    public static ImmutableSortedSet<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => Lines(type).Select(line => $"{TypeLines.Name(type)}\t{line}"))
        .ToImmutableSortedSet(StringComparer.Ordinal);

    static IEnumerable<string> Lines(Type type) =>
        type.IsSubclassOf(typeof(Delegate)) ? [TypeLines.Declaration(type)] : MemberLines.Of(type).Append(TypeLines.Declaration(type));
}
