namespace Basecamp.Testing.Guardrails;

/// <summary>A violated guardrail.</summary>
/// <param name="Id">The guardrail, e.g. <c>BC001</c>.</param>
/// <param name="Resource">The offending resource; null when the finding concerns the stack as a whole.</param>
/// <param name="Message">What is wrong and why it matters.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Finding(string Id, RecordedResource? Resource, string Message, string Fix)
{
    /// <summary><c>BC001 type name: message fix</c>.</summary>
    public override string ToString() => Resource is null ? $"{Id} {Message} {Fix}" : $"{Id} {Resource}: {Message} {Fix}";
}
