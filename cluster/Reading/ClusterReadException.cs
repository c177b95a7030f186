namespace Basecamp.Cluster.Reading;

/// <summary>A cluster, or a dump of one, cannot be read at all. The message is for people: what is wrong, and what to do.</summary>
/// <param name="message">What is wrong and how to fix it.</param>
/// <param name="inner">What it comes from.</param>
public sealed class ClusterReadException(string message, Exception? inner = null) : Exception(message, inner);
