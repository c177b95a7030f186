namespace Basecamp.Components.Configuration;

/// <summary>One finding in a stack's configuration.</summary>
/// <param name="Path">Where it is, e.g. <c>basecamp:homelab.nodes[2].address</c>.</param>
/// <param name="Message">What is wrong, the value, the rule, and how to fix it. Never holds a secret's value.</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary><c>path: message</c>.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
