namespace Basecamp.Testing;

/// <summary>URNs as a real engine builds them.</summary>
static class EngineUrn
{
    /// <summary><c>urn:pulumi:stack::project::parentType$…$type::name</c>; the stack's own type is left out.</summary>
    public static string Of(string stack, string project, RecordedResource? parent, string type, string name)
    {
        var qualified = parent is null ? type : $"{QualifiedType(parent.Urn)}${type}";
        return $"urn:pulumi:{stack}::{project}::{qualified}::{name}";
    }

    /// <summary>Type and name at the end of any URN, mocked ones included.</summary>
    public static (string Type, string Name) TypeAndName(string urn)
    {
        var qualified = QualifiedType(urn);
        var name = urn[(urn.IndexOf(qualified, StringComparison.Ordinal) + qualified.Length + 2)..];
        return (qualified[(qualified.LastIndexOf('$') + 1)..], name);
    }

    // A name may itself contain "::", so the parts are counted from the left.
    static string QualifiedType(string urn) => urn.Split("::", 4)[2];
}
