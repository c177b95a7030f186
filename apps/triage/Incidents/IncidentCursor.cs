using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Basecamp.Triage.Incidents;

/// <summary>Where the next page starts: the sort key of the last row, not a position.</summary>
sealed record IncidentCursor(string Status, short Severity, DateTime At, long Id)
{
    public static IncidentCursor AfterOpen(IncidentRow row) => new(row.Status, row.Severity, row.CreatedAt, row.Id);

    public static IncidentCursor AfterResolved(IncidentRow row) => new(row.Status, row.Severity, row.ResolvedAt!.Value, row.Id);

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Status}|{Severity}|{At.Ticks}|{Id}")));

    /// <returns>The cursor; null when the text is none.</returns>
    public static IncidentCursor? Parse(string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|') is
            [("triggered" or "acknowledged" or "resolved") and var status, var s, var t, var i]
            && short.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var severity)
            && long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && long.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(status, severity, new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }
}
