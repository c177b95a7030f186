namespace Basecamp.Components.K3s.Config;

/// <summary>The key of a property in K3s' <c>config.yaml</c>: the flag's name without dashes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class K3sKeyAttribute(string key) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
