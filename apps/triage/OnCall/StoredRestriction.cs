using NodaTime;
using NodaTime.Text;

namespace Basecamp.Triage.OnCall;

/// <summary>A <see cref="Restriction"/> as it is stored in layers.restrictions.</summary>
/// <param name="Days">ISO day numbers, Monday is 1.</param>
/// <param name="From">HH:mm.</param>
/// <param name="To">HH:mm.</param>
sealed record StoredRestriction(int[] Days, string From, string To)
{
    static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public Restriction ToRestriction() =>
        new(Days.Select(d => (IsoDayOfWeek)d).ToHashSet(), Pattern.Parse(From).Value, Pattern.Parse(To).Value);

    public static bool IsTime(string text) => Pattern.Parse(text).Success;
}
