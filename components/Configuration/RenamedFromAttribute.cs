namespace Basecamp.Components.Configuration;

/// <summary>A setting had another name before: whoever writes the old one is told the new one.</summary>
/// <param name="name">The old name, as it was written in a stack file.</param>
[AttributeUsage(AttributeTargets.Property)]
sealed class RenamedFromAttribute(string name) : Attribute
{
    /// <summary>The old name.</summary>
    public string Name { get; } = name;
}
