namespace Basecamp.Testing;

/// <summary>An output of a resource, a component or the program.</summary>
/// <param name="Value">Its value; null when it is unknown.</param>
/// <param name="IsSecret">Whether Pulumi would encrypt it.</param>
/// <param name="IsKnown">False only when recording with <see cref="RecordingOptions.IsPreview"/>.</param>
public sealed record RecordedOutput(object? Value, bool IsSecret, bool IsKnown = true)
{
    /// <summary>The value, or <c>[secret]</c>.</summary>
    public override string ToString() => IsSecret ? "[secret]" : IsKnown ? Value?.ToString() ?? "" : "[unknown]";
}
