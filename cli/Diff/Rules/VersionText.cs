using System.Globalization;
using System.Text.RegularExpressions;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>The numbers that a tag or chart version starts with: <c>v1.2.3-alpine</c> is 1, 2, 3.</summary>
sealed partial record VersionText(IReadOnlyList<long> Numbers) : IComparable<VersionText>
{
    /// <summary>The first number.</summary>
    public long Major => Numbers[0];

    /// <summary>Reads a version; null when the text starts with none, such as <c>main</c> or a commit.</summary>
    public static VersionText? Of(string? text)
    {
        var match = Version().Match(text ?? "");
        return match.Success
            ? new([.. match.Groups["numbers"].Value.Split('.').Select(number => long.Parse(number, CultureInfo.InvariantCulture))])
            : null;
    }

    /// <inheritdoc/>
    public int CompareTo(VersionText? other)
    {
        for (var i = 0; i < Math.Max(Numbers.Count, other?.Numbers.Count ?? 0); i++)
        {
            var order = Numbers.ElementAtOrDefault(i).CompareTo((other?.Numbers ?? []).ElementAtOrDefault(i));
            if (order != 0)
                return order;
        }
        return 0;
    }

    [GeneratedRegex(@"^[vV]?(?<numbers>[0-9]{1,9}(\.[0-9]{1,9}){0,3})([-+_.].*)?$")]
    private static partial Regex Version();
}
