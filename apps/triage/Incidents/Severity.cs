namespace Basecamp.Triage.Incidents;

/// <summary>How bad it is. The number is what the database stores and sorts by.</summary>
enum Severity : short
{
    Info = 1,
    Warning = 2,
    Error = 3,
    Critical = 4,
}

static class Severities
{
    /// <summary>
    /// Maps the severity label of a source: critical, page, fatal, emergency → critical; error, high, major → error; info,
    /// informational, none, low → info; anything else, and nothing at all → warning, so that an unknown word still pages.
    /// </summary>
    public static Severity Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "critical" or "page" or "fatal" or "emergency" => Severity.Critical,
        "error" or "high" or "major" => Severity.Error,
        "info" or "informational" or "none" or "low" => Severity.Info,
        _ => Severity.Warning,
    };

    public static string Word(this Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>info makes an incident that is listed but pages nobody; everything else follows the service.</summary>
    public static string Urgency(this Severity severity, string serviceUrgency) => severity == Severity.Info ? "low" : serviceUrgency;
}
