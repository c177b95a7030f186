using System.Text.RegularExpressions;

namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>A <c>matchName</c> or <c>matchPattern</c>, where <c>*</c> stands for any characters but dots, and alone for every name.
/// </summary>
sealed record HostNamePattern(string Text)
{
    public bool Matches(string host) => Text == "*" || Regex.IsMatch(
        host.TrimEnd('.'),
        $"^{string.Join("[-a-z0-9_]*", Text.TrimEnd('.').Split('*').Select(Regex.Escape))}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
