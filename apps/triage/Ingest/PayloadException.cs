namespace Basecamp.Triage.Ingest;

/// <summary>A body that can never be accepted, whatever is tried. The message says what is wrong, where, and the rule.</summary>
sealed class PayloadException(string message) : Exception(message);
