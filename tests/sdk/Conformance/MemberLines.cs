using System.Reflection;
using System.Runtime.CompilerServices;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Members of a type as the lists write them, one line each.</summary>
static class MemberLines
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"enum-value {name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");

        return
        [
            .. type.GetConstructors(Declared).Where(IsVisible).Select(constructor => Constructor(constructor)),
            .. type.GetMethods(Declared).Where(IsVisible).Where(IsOrdinary).Select(Method),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field),
            .. type.GetFields(Declared).Where(field => field.IsPrivate && HasWire(field)).Select(PrivateWire),
            .. type.GetProperties(Declared).Where(property => !property.GetAccessors(nonPublic: true).Any(IsVisible) && HasWire(property))
                .Select(PrivateWire),
        ];
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select((parameter, i) =>
        AttributeNames.Prefix(parameter.GetCustomAttributesData())
        + (i == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + (parameter.IsOut ? "out " : "")
        + $"{Type(parameter)} {parameter.Name}{Literals.Default(parameter)}"));

    public static string Type(ParameterInfo parameter) => TypeNames.Format(
        parameter.ParameterType, Nullability.Of(parameter), parameter.GetCustomAttribute<TupleElementNamesAttribute>());

    static string Constructor(ConstructorInfo constructor) =>
        $"{AttributeNames.Prefix(constructor.GetCustomAttributesData())}{Access(constructor)}.ctor({Parameters(constructor)})";

    static string Method(MethodInfo method)
    {
        var parameters = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var generics = parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => parameter.Name))}>";
        return AttributeNames.Prefix(method.GetCustomAttributesData())
            + Access(method)
            + Modifiers(method)
            + AttributeNames.Prefix(method.ReturnParameter.GetCustomAttributesData(), "return: ")
            + $"{Type(method.ReturnParameter)} {method.Name}{generics}({Parameters(method)})"
            + TypeLines.Constraints(parameters);
    }

    static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var index = property.GetIndexParameters().Length > 0 ? $"this[{Parameters(accessors[0]).Split(", ")[0]}]" : property.Name;
        return AttributeNames.Prefix(property.GetCustomAttributesData())
            + Access(accessors[0])
            + Modifiers(accessors[0])
            + $"{TypeOf(property)} {index} {{ {string.Concat(accessors.Select(Accessor))}}}";
    }

    static string Accessor(MethodInfo accessor) => accessor.ReturnType != typeof(void)
        ? "get; "
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    static string Field(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {Literals.Format(field.GetRawConstantValue())}" : "";
        return AttributeNames.Prefix(field.GetCustomAttributesData())
            + (field.IsPublic ? "public " : "protected ")
            + (field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : ""))
            + $"{TypeOf(field)} {field.Name}{value}";
    }

    static string PrivateWire(MemberInfo member) =>
        $"{AttributeNames.Prefix(member.GetCustomAttributesData())}private-wire {TypeOf(member)} {member.Name}";

    static string TypeOf(MemberInfo member) => TypeNames.Format(
        member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType,
        Nullability.Of(member),
        member.GetCustomAttribute<TupleElementNamesAttribute>());

    static bool HasWire(MemberInfo member) => member.GetCustomAttributesData().Any(attribute =>
        attribute.AttributeType.FullName is "Pulumi.InputAttribute" or "Pulumi.OutputAttribute");

    static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool IsOrdinary(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    static string Access(MethodBase method) => method.IsPublic ? "public " : "protected ";

    static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
            return method.IsAbstract ? "" : "default-impl ";
        if (method.IsStatic)
            return "static ";
        if (method.GetBaseDefinition() != method)
            return method.IsFinal ? "sealed override " : "override ";
        return method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";
    }
}
