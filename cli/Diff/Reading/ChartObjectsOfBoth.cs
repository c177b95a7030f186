using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Render;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>
/// Sees to it that the objects of charts are compared with objects of charts: where one state was rendered with them and the other without, all of
/// them would look new, or gone.
/// </summary>
static class ChartObjectsOfBoth
{
    /// <summary>Whether a state holds objects that charts render to.</summary>
    public static bool AreIn(DiffSide side) => side.Objects.Any(IsOfChart);

    /// <summary>The two states; objects of charts are in both of them, or in none.</summary>
    public static (DiffSide Before, DiffSide After) Align(DiffSide before, DiffSide after) => (Without(before, after), Without(after, before));

    // A state that installs no chart at all has none that could be missing.
    static DiffSide Without(DiffSide side, DiffSide other) => !AreIn(side) || AreIn(other) || !other.Objects.Any(each => InstalledChart.IsChart(each.Id))
        ? side
        : side with
        {
            Objects = [.. side.Objects.Where(each => !IsOfChart(each))],
            Notices =
            [
                .. side.Notices,
                $"The objects of charts are in {side.Label} and not in {other.Label}: of charts, version and values are compared. Render both with --charts.",
            ],
        };

    static bool IsOfChart(DiffObject each) => RenderedPath.IsOfChart(each.Place);
}
