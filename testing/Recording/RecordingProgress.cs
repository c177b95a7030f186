namespace Basecamp.Testing;

/// <summary>One more resource was constructed.</summary>
/// <param name="Count">Resources so far, this one included.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its logical name.</param>
public readonly record struct RecordingProgress(int Count, string Type, string Name);
