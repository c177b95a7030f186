namespace Pulumi;

/// <summary>A set of arguments: the members of a class that carry <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    protected InputArgs()
    {
    }

    /// <summary>Every argument by its name on the wire; missing ones as null.</summary>
    /// <exception cref="ArgumentNullException">A required argument is missing.</exception>
    internal virtual IReadOnlyDictionary<string, object?> ToDictionary()
    {
        var members = InputMember.Of(GetType());
        var values = new Dictionary<string, object?>(members.Length, StringComparer.Ordinal);
        foreach (var member in members)
            values.Add(member.WireName, member.Read(this));
        return values;
    }
}
