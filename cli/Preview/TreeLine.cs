using Basecamp.Testing;

namespace Basecamp.Cli.Preview;

/// <summary>A line of the resource tree.</summary>
/// <param name="Branches">The lines drawn to its left.</param>
/// <param name="Resource">The resource; null for a line that stands for several.</param>
/// <param name="More">What such a line stands for, e.g. <c>12 more NetworkPolicy</c>.</param>
sealed record TreeLine(string Branches, RecordedResource? Resource, string? More);
