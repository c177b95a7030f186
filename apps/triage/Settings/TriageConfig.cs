namespace Basecamp.Triage.Settings;

/// <summary>
/// On-call as a document that lives in git: people, channels, schedules, policies, services, heartbeats, and the keys whose
/// tokens the deployment provides. Names are the identity: what is missing from the document is disabled, never deleted, so
/// history stays true. Tokens, passwords and overrides are not part of it. Documented in docs/triage/configuration.md.
/// </summary>
sealed class TriageConfig
{
    public List<ResponderConfig> Responders { get; set; } = [];
    public List<MethodConfig> Channels { get; set; } = [];
    public List<ScheduleConfig> Schedules { get; set; } = [];
    public List<PolicyConfig> Policies { get; set; } = [];
    public List<ServiceConfig> Services { get; set; } = [];
    public List<HeartbeatConfig> Heartbeats { get; set; } = [];
    public List<KeyConfig> Keys { get; set; } = [];
}

sealed class ResponderConfig
{
    /// <summary>Name to sign in with: lower case letters, digits, dots, dashes, underscores, @.</summary>
    public string Login { get; set; } = "";

    /// <summary>Name for people. Default: the login.</summary>
    public string? Name { get; set; }

    /// <summary>viewer, responder or admin. Default responder.</summary>
    public string Role { get; set; } = "responder";

    /// <summary>IANA zone for showing times. Default Etc/UTC.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    public List<MethodConfig> Methods { get; set; } = [];

    /// <summary>Which method after how long. Default: all methods at once.</summary>
    public RulesConfig Rules { get; set; } = new();
}

sealed class MethodConfig
{
    public string Name { get; set; } = "";

    /// <summary>webhook, email, push or log.</summary>
    public string Kind { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>Name of a file in Triage:SecretsDirectory. Default none.</summary>
    public string? Credential { get; set; }

    /// <summary>False: known, not yet used. Default true.</summary>
    public bool Verified { get; set; } = true;
}

sealed class RulesConfig
{
    public List<RuleConfig> High { get; set; } = [];
    public List<RuleConfig> Low { get; set; } = [];
}

sealed class RuleConfig
{
    public string Method { get; set; } = "";

    /// <summary>Delay such as 2m. Default 0s.</summary>
    public string After { get; set; } = "0s";
}

sealed class ScheduleConfig
{
    public string Name { get; set; } = "";

    /// <summary>IANA zone in which all wall times of the schedule are meant.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>highest or union. Default highest.</summary>
    public string Combine { get; set; } = "highest";

    public List<LayerConfig> Layers { get; set; } = [];
}

sealed class LayerConfig
{
    public string Name { get; set; } = "";

    /// <summary>Higher wins. Default 0.</summary>
    public int Priority { get; set; }

    /// <summary>First hand-off as wall time, e.g. 2026-01-05T09:00.</summary>
    public string Start { get; set; } = "";

    /// <summary>Length of a shift: hour, day, week or month, with a number if not one, e.g. "2 weeks". Default week.</summary>
    public string Every { get; set; } = "week";

    /// <summary>Logins in the order of their turns.</summary>
    public List<string> Members { get; set; } = [];

    /// <summary>Windows in which the layer counts. Default: always.</summary>
    public List<RestrictionConfig> Restrict { get; set; } = [];
}

sealed class RestrictionConfig
{
    /// <summary>mon … sun. Default: every day.</summary>
    public List<string> Days { get; set; } = [];

    /// <summary>HH:mm. Default 00:00.</summary>
    public string From { get; set; } = "00:00";

    /// <summary>HH:mm; at or before From means the next day. Default 00:00.</summary>
    public string To { get; set; } = "00:00";
}

sealed class PolicyConfig
{
    public string Name { get; set; } = "";

    /// <summary>Passes after the first, 0–9. Default 2.</summary>
    public int Repeat { get; set; } = 2;

    /// <summary>How long an acknowledgement holds, 1m–24h, or never to hold for ever. Default 30m.</summary>
    public string AckTimeout { get; set; } = "30m";

    public List<StepConfig> Steps { get; set; } = [];
}

sealed class StepConfig
{
    /// <summary>"responder:LOGIN", "schedule:NAME" or "channel:NAME".</summary>
    public List<string> Page { get; set; } = [];

    /// <summary>How long to wait for an acknowledgement, 1m–24h. Default 5m.</summary>
    public string Wait { get; set; } = "5m";
}

sealed class ServiceConfig
{
    public string Name { get; set; } = "";
    public string Policy { get; set; } = "";

    /// <summary>high pages, low only lists. Default high.</summary>
    public string Urgency { get; set; } = "high";

    /// <summary>Channel paged when a whole pass reaches nobody. Default none.</summary>
    public string? Fallback { get; set; }

    /// <summary>Open incidents above which further alerts join one storm incident. Default 500.</summary>
    public int OpenCap { get; set; } = 500;
}

sealed class HeartbeatConfig
{
    public string Name { get; set; } = "";
    public string Service { get; set; } = "";

    /// <summary>30s–7d. Default 5m.</summary>
    public string Interval { get; set; } = "5m";
}

/// <summary>An API key whose token is generated outside and given to the sender and to triage as a file each.</summary>
sealed class KeyConfig
{
    public string Name { get; set; } = "";

    /// <summary>ingest or read. Default ingest. Keys that act or configure are made by hand.</summary>
    public string Scope { get; set; } = "ingest";

    /// <summary>Where the alerts of an ingest key go; a key that reads has none.</summary>
    public string? Service { get; set; }

    /// <summary>group or alert: one incident per Alertmanager group or per alert. Default group.</summary>
    public string Grouping { get; set; } = "group";

    /// <summary>Name of the file in Triage:SecretsDirectory that holds the token.</summary>
    public string Credential { get; set; } = "";
}
