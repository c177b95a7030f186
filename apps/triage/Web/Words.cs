using System.Globalization;
using NodaTime;

namespace Basecamp.Triage.Web;

/// <summary>Durations in few words.</summary>
static class Words
{
    public static string Ago(Duration d) => d < Duration.FromSeconds(5) ? "just now" : $"{Short(d)} ago";

    public static string In(Duration d) => d <= Duration.Zero ? "now" : $"in {Clock(d)}";

    /// <summary>Minutes and seconds below an hour, else hours and minutes.</summary>
    public static string Clock(Duration d) => d < Duration.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)d.TotalMinutes}:{d.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)d.TotalHours} h {d.Minutes:00} min");

    public static string Short(Duration d) => d.TotalMinutes < 1 ? $"{(int)d.TotalSeconds} s"
        : d.TotalHours < 1 ? $"{(int)d.TotalMinutes} min"
        : d.TotalDays < 2 ? $"{(int)d.TotalHours} h {d.Minutes} min"
        : $"{(int)d.TotalDays} days";

    public static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";
}
