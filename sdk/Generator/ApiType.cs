namespace Basecamp.Sdk.Generator;

/// <summary>A type of a list with its members, in the list's order.</summary>
sealed class ApiType
{
    const string BaseMark = " : ";

    ApiType(string fullName, IReadOnlyList<ApiMember> lines)
    {
        FullName = fullName;
        Declaration = lines.FirstOrDefault(line => line.IsTypeLine)
            ?? throw new FormatException($"{fullName} has members but no line that declares it. Add its type line to the list.");
        Members = lines.Where(line => line != Declaration).ToList();
    }

    public string FullName { get; }

    public string Namespace => FullName.Substring(0, FullName.LastIndexOf('.'));

    public string Name => FullName.Substring(FullName.LastIndexOf('.') + 1);

    public ApiMember Declaration { get; }

    public IReadOnlyList<ApiMember> Members { get; }

    public string Base => Declaration.Signature.Contains(BaseMark)
        ? Declaration.Signature.Substring(Declaration.Signature.IndexOf(BaseMark, StringComparison.Ordinal) + BaseMark.Length)
        : "";

    public bool IsOutputType => Declaration.Attributes.Contains("[OutputType]");

    public bool IsOpenEnum => Declaration.Attributes.Contains("[EnumType]");

    public bool IsArgs => Base is "Pulumi.ResourceArgs" or "Pulumi.InvokeArgs";

    public bool IsResource => Declaration.Attributes.Contains("ResourceType(\"");

    public bool IsFunction => Declaration.Signature == "public static class";

    public static IReadOnlyDictionary<string, ApiType> Read(IEnumerable<string> lines) => lines
        .Where(line => line.Length > 0)
        .Select(ApiMember.Parse)
        .GroupBy(member => member.Type)
        .ToDictionary(group => group.Key, group => new ApiType(group.Key, group.ToList()));
}
