using System.Collections.Immutable;
using System.Reflection;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra.Platform;

/// <summary>The sections of a platform's settings, and the sections in them, by the type of their settings: so that a part finds its own.</summary>
static class PlatformSections
{
    // A type that stands in two places, such as a maintenance window, is no section of its own.
    static readonly ImmutableArray<Place> Places =
    [
        .. PlacesIn(typeof(PlatformSettings), [])
            .SelectMany(place => place.Path[^1].PropertyType.IsInterface ? [place] : PlacesIn(place.Path[^1].PropertyType, place.Path).Prepend(place))
            .GroupBy(place => place.Path[^1].PropertyType)
            .Where(places => places.Count() == 1)
            .Select(places => places.Single()),
    ];

    /// <summary>Those that are there.</summary>
    public static ImmutableDictionary<Type, object> Of(PlatformSettings settings)
    {
        var sections = ImmutableDictionary.CreateBuilder<Type, object>();
        foreach (var place in Places)
            if (place.Path.Aggregate((object?)settings, (section, setting) => section is null ? null : setting.GetValue(section)) is { } value)
                sections.Add(place.Path[^1].PropertyType, value);
        return sections.ToImmutable();
    }

    static IEnumerable<Place> PlacesIn(Type section, ImmutableArray<PropertyInfo> path) =>
        ConfigurationNames.SettingsOf(section).Where(setting => IsSection(setting.PropertyType)).Select(setting => new Place([.. path, setting]));

    // A record of settings, or a list of them.
    static bool IsSection(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? IsSection(type.GetGenericArguments()[0])
            : type is { IsClass: true, Namespace: { } ns } && ns.StartsWith("Basecamp.", StringComparison.Ordinal) && type != typeof(Secret);

    sealed record Place(ImmutableArray<PropertyInfo> Path);
}
