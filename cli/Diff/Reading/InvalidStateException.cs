namespace Basecamp.Cli.Diff.Reading;

/// <summary>Something that was to be compared cannot be read. The message says what, why, and what to do.</summary>
sealed class InvalidStateException(string message) : Exception(message);
