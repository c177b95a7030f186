using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Basecamp.Components.Topology;

/// <summary>A K3s release such as <c>v1.36.4+k3s1</c>: a Kubernetes version and K3s' own revision of it.</summary>
/// <param name="Major">Kubernetes' major version.</param>
/// <param name="Minor">Kubernetes' minor version. Nodes may be upgraded by one of these at a time.</param>
/// <param name="Patch">Kubernetes' patch version.</param>
/// <param name="Candidate">Number of a release candidate (<c>-rc2</c>), or null for a release.</param>
/// <param name="Revision">K3s' revision, from 1.</param>
public sealed partial record K3sVersion(int Major, int Minor, int Patch, int? Candidate, int Revision)
{
    /// <summary>Reads the exact form <c>v1.36.4+k3s1</c> or <c>v1.36.4-rc1+k3s1</c>; nothing else is a version.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out K3sVersion? version)
    {
        var match = Form().Match(text);
        version = match.Success
            ? new(Number(match, "major"), Number(match, "minor"), Number(match, "patch"),
                match.Groups["rc"].Success ? Number(match, "rc") : null, Number(match, "revision"))
            : null;
        return match.Success;
    }

    /// <summary>True when this release comes before <paramref name="other"/>; a candidate comes before its release.</summary>
    public bool IsOlderThan(K3sVersion other) => Order.CompareTo(other.Order) < 0;

    /// <summary>The exact form it was read from.</summary>
    public override string ToString() => $"v{Major}.{Minor}.{Patch}{(Candidate is { } rc ? $"-rc{rc}" : "")}+k3s{Revision}";

    (int, int, int, int, int) Order => (Major, Minor, Patch, Candidate ?? int.MaxValue, Revision);

    static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v(?<major>\d{1,3})\.(?<minor>\d{1,3})\.(?<patch>\d{1,3})(-rc(?<rc>\d{1,3}))?\+k3s(?<revision>[1-9]\d{0,2})\z",
        RegexOptions.ECMAScript)]
    private static partial Regex Form();
}
