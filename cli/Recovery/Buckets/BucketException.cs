namespace Basecamp.Cli.Recovery.Buckets;

/// <summary>A bucket cannot be read: the message says which, why, and what to do.</summary>
sealed class BucketException(string message) : Exception(message);
