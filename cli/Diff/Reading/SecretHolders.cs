using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Objects that hold secrets, which a render never shows: next to one they would all look removed.</summary>
static class SecretHolders
{
    /// <summary>The state without them; says so in <paramref name="notices"/>.</summary>
    public static DiffSide LeaveOut(DiffSide side, List<string> notices)
    {
        var kept = side.Objects.Where(each => each.Id is not { Group: "", Kind: "Secret" } && !Holds(each.Body)).ToList();
        var left = side.Objects.Count - kept.Count;
        if (left > 0)
            notices.Add($"{Preview.PreviewReport.Count(left, "object")} of {side.Label} that hold secrets, which renders leave out. With --stack and --export they are compared too.");
        return side with { Objects = kept };
    }

    static bool Holds(object? value) => value switch
    {
        SecretValue => true,
        ImmutableDictionary<string, object> map => map.Values.Any(Holds),
        ImmutableArray<object> list => list.Any(Holds),
        _ => false,
    };
}
