using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>One [Input] member of an arguments class. Looked up by reflection once per class, not once per instance.</summary>
sealed class InputMember
{
    static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> membersByType = new();

    readonly string path;
    readonly string memberName;
    readonly bool required;
    readonly bool json;
    readonly Func<object, object?> get;

    InputMember(InputAttribute attribute, MemberInfo member, Type owner, Func<object, object?> get)
    {
        WireName = attribute.Name;
        required = attribute.IsRequired;
        json = attribute.Json;
        memberName = member.Name;
        path = $"[Input] {owner.FullName}.{member.Name}";
        this.get = get;
    }

    public string WireName { get; }

    public static ImmutableArray<InputMember> Of(Type type) => membersByType.GetOrAdd(type, Find);

    public object? Read(object owner)
    {
        var value = get(owner);
        if (value is null && required)
            throw new ArgumentNullException(memberName, $"{path} is required but was not given a value");

        return json && value is not null ? JsonText.Of(path, value) : value;
    }

    static ImmutableArray<InputMember> Find(Type type)
    {
        const BindingFlags Any = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
        var fields =
            from field in type.GetFields(Any)
            let attribute = field.GetCustomAttribute<InputAttribute>()
            where attribute is not null
            select new InputMember(attribute, field, type, field.GetValue);
        var properties =
            from property in type.GetProperties(Any)
            let attribute = property.GetCustomAttribute<InputAttribute>()
            where attribute is not null
            select new InputMember(attribute, property, type, Getter(property));
        return [.. fields, .. properties];
    }

    static Func<object, object?> Getter(PropertyInfo property)
    {
        var getter = MethodInvoker.Create(property.GetGetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"[Input] {property.DeclaringType?.FullName}.{property.Name} has no getter. Add one."));
        return getter.Invoke;
    }
}
