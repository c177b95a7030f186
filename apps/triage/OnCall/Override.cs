using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>A dated exception to a schedule, half-open: [From, Until).</summary>
/// <param name="Out">Who is taken off; null when somebody is only added.</param>
/// <param name="In">Who is put on; null when somebody is only taken off. With both set, only if Out would be on.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after.</param>
sealed record Override(long? Out, long? In, Instant From, Instant Until)
{
    public bool Covers(Instant at) => at >= From && at < Until;
}
