using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>
/// Which reference types in a signature are annotated with '?', as the compiler encodes it: one byte for every reference
/// type, type parameter and generic value type, outermost first; one byte for all when they are equal.
/// https://github.com/dotnet/roslyn/blob/main/docs/features/nullable-metadata.md
/// </summary>
sealed class Nullability
{
    const byte Annotated = 2;

    readonly byte[] flags;
    readonly byte common;
    int next;

    Nullability(byte[] flags, byte common) => (this.flags, this.common) = (flags, common);

    public static Nullability Of(ParameterInfo parameter) => Of(parameter.GetCustomAttributesData(), parameter.Member);

    public static Nullability Of(MemberInfo member) => Of(member.GetCustomAttributesData(), member);

    /// <summary>Base types and constraints: never annotated in the lists.</summary>
    public static Nullability None => new([], 0);

    /// <summary>Whether the next type of the signature is annotated.</summary>
    public bool Take()
    {
        var flag = flags.Length == 0 ? common : flags[next];
        next++;
        return flag == Annotated;
    }

    static Nullability Of(IList<CustomAttributeData> attributes, MemberInfo member)
    {
        var argument = Argument(attributes, "System.Runtime.CompilerServices.NullableAttribute");
        return argument?.Value switch
        {
            byte flag => new([], flag),
            IEnumerable<CustomAttributeTypedArgument> many => new([.. many.Select(one => (byte)one.Value!)], 0),
            _ => new([], Context(member)),
        };
    }

    static byte Context(MemberInfo? member)
    {
        for (; member is not null; member = member.DeclaringType)
        {
            // The getter's context is the property's, as properties carry none themselves.
            var carrier = member is PropertyInfo property ? property.GetAccessors(nonPublic: true)[0] : member;
            var argument = Argument(carrier.GetCustomAttributesData(), "System.Runtime.CompilerServices.NullableContextAttribute");
            if (argument?.Value is byte context)
                return context;
        }

        return 0;
    }

    static CustomAttributeTypedArgument? Argument(IList<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == name)?.ConstructorArguments[0];
}
