using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Basecamp.Components.Configuration;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>One setting of a section, as the reference describes it.</summary>
/// <param name="Path">Full path, e.g. <c>nodes[].address</c>.</param>
/// <param name="Property">The property behind it.</param>
sealed record SettingInfo(string Path, PropertyInfo Property)
{
    /// <summary>Last part of the path.</summary>
    public string Name => ConfigurationNames.Of(Property);

    public bool IsRequired => Property.IsDefined(typeof(RequiredMemberAttribute));

    public bool IsFixed => Path == "cluster.name" || FixedSetting.All.Any(setting => setting.Path == Path);

    public string Description => XmlDocs.Of(Property);

    /// <summary>The value of the property when nothing is configured, written as in a stack file.</summary>
    public string Default => IsRequired ? "" : Write(Property.GetValue(Activator.CreateInstance(Property.DeclaringType!)));

    /// <summary>The type that is configured, without <see cref="Nullable{T}"/>.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>True for null being a value of its own.</summary>
    public bool IsNullable => new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.Nullable;

    /// <summary>The record below, with the path of its settings, when this is a section or holds sections.</summary>
    public (string Path, Type Section)? Section => Shape.Of(Type) switch
    {
        { Kind: ShapeKind.Section } => (Path, Type),
        { Kind: ShapeKind.List, Item: { } item } when Shape.Of(item).Kind == ShapeKind.Section => ($"{Path}[]", item),
        { Kind: ShapeKind.Map, Item: { } item } when Shape.Of(item).Kind == ShapeKind.Section => ($"{Path}.<name>", item),
        _ => null,
    };

    /// <summary>Every setting of <paramref name="section"/>, in declared order.</summary>
    public static IEnumerable<SettingInfo> Of(Type section, string path) =>
        ConfigurationNames.SettingsOf(section).Select(property =>
            new SettingInfo(path.Length == 0 ? ConfigurationNames.Of(property) : $"{path}.{ConfigurationNames.Of(property)}", property));

    static string Write(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        TimeSpan duration => DurationText.Format(duration),
        Enum choice => ConfigurationNames.Of(choice),
        string text => text,
        IDictionary map => map.Count == 0 ? "" : throw new NotSupportedException("A map has a default; say how to write it."),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Write)),
        _ => "",
    };
}
