using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;

namespace Basecamp.Testing;

/// <summary>The <c>[Input]</c> members of an arguments type, found once per type.</summary>
static class InputMembers
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Func<object, object?> Read)>> Cache = new();

    /// <summary>Wire name and getter of every member that Pulumi would send.</summary>
    public static IReadOnlyList<(string Name, Func<object, object?> Read)> Of(Type type) => Cache.GetOrAdd(type, static owner =>
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = new List<(string, Func<object, object?>)>();
        // Generated SDKs put [Input] on a private backing field, and private members of a base type are only found on that type.
        for (var current = owner; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var property in current.GetProperties(declared))
            {
                if (property.GetCustomAttribute<InputAttribute>() is not null && property.CanRead)
                    members.Add((WireName(property), property.GetValue));
            }
            foreach (var field in current.GetFields(declared))
            {
                if (field.GetCustomAttribute<InputAttribute>() is not null)
                    members.Add((WireName(field), field.GetValue));
            }
        }
        return members;
    });

    // The attribute keeps its name to itself, so it is read from the metadata.
    static string WireName(MemberInfo member) =>
        (string)member.GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType == typeof(InputAttribute))
            .ConstructorArguments[0].Value!;
}
