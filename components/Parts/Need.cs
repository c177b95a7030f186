namespace Basecamp.Components.Parts;

/// <summary>What a feature cannot do without: another feature, or something of the cluster.</summary>
/// <param name="Path">The setting that has the need, below <c>basecamp:platform</c>, e.g. <c>postgres</c>.</param>
/// <param name="Of">The setting that meets it, e.g. <c>certificates</c>.</param>
/// <param name="IsMet">Whether it is met.</param>
/// <param name="Message">What is wrong when it is not, and what to do: the end of a sentence about the setting.</param>
public sealed record Need(string Path, string Of, bool IsMet, string Message);
