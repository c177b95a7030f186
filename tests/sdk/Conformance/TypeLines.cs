using System.Reflection;
using System.Runtime.CompilerServices;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Types as the lists write them: name, attributes, kind, bases and constraints.</summary>
static class TypeLines
{
    public static string Name(Type type) => TypeNames.Format(type, Nullability.None);

    public static string Declaration(Type type)
    {
        var attributes = AttributeNames.Prefix(type.GetCustomAttributesData());
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"{attributes}public delegate {MemberLines.Type(invoke.ReturnParameter)} Invoke({MemberLines.Parameters(invoke)})";
        }

        var bases = Bases(type).ToList();
        return $"{attributes}public {Kind(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}"
            + Constraints(type.IsGenericTypeDefinition ? type.GetGenericArguments() : []);
    }

    public static string Constraints(Type[] parameters) => string.Concat(parameters.Select(parameter =>
    {
        var constraints = parameter.GetGenericParameterConstraints().Select(constraint => TypeNames.Format(constraint, Nullability.None));
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            constraints = constraints.Append("new()");
        var all = string.Join(", ", constraints);
        return all.Length == 0 ? "" : $" where {parameter.Name} : {all}";
    }));

    static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct";
        return (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class";
    }

    static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
            return [TypeNames.Format(Enum.GetUnderlyingType(type), Nullability.None)];

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces()
            .Where(candidate => candidate.IsVisible && !inherited.Contains(candidate))
            .Select(candidate => TypeNames.Format(candidate, Nullability.None))
            .Order(StringComparer.Ordinal);
        return type.IsClass && type.BaseType != typeof(object)
            ? interfaces.Prepend(TypeNames.Format(type.BaseType!, Nullability.None))
            : interfaces;
    }
}
