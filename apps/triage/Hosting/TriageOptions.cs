namespace Basecamp.Triage.Hosting;

/// <summary>
/// Settings under "Triage" in appsettings.json, in environment variables (Triage__Database) or on the command line
/// (--Triage:Database=…). Documented in docs/triage/configuration.md.
/// </summary>
sealed class TriageOptions
{
    /// <summary>Npgsql connection string, required. Leave the password out and use <see cref="DatabasePasswordFile"/>.</summary>
    public string Database { get; set; } = "";

    /// <summary>File that holds the database password. Default null: the connection string, or PGPASSWORD, says it.</summary>
    public string? DatabasePasswordFile { get; set; }

    /// <summary>Maximum number of database connections of the web part, 1–200. Default 20. The engine has its own six.</summary>
    public int DatabaseConnections { get; set; } = 20;

    /// <summary>YAML file with people, schedules, policies and services, applied at start. Default null: none.</summary>
    public string? ConfigFile { get; set; }

    /// <summary>Directory with one file per secret that contact methods name. Default null: none needs one.</summary>
    public string? SecretsDirectory { get; set; }

    /// <summary>How people reach this service, for links in pages, e.g. https://triage.example.org.</summary>
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <summary>Address outside the cluster to ping while everything is well. Default null: none.</summary>
    public string? DeadManUrl { get; set; }

    /// <summary>Days a resolved incident is kept; 0 keeps all. Default 365.</summary>
    public int RetentionDays { get; set; } = 365;

    /// <summary>After this long without a word from its source an incident is marked stale. Default 24 hours.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Wait between turning not ready and stopping, so that load balancers notice. Default 5 seconds.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Certificate (PFX) that encrypts the cookie keys in the database. Default null: not encrypted.</summary>
    public string? KeyCertificateFile { get; set; }

    /// <summary>Trust X-Forwarded-For and -Proto from any proxy: set behind an ingress only. Default false.</summary>
    public bool BehindProxy { get; set; }

    public EngineOptions Engine { get; set; } = new();

    public SmtpOptions Smtp { get; set; } = new();

    public OidcOptions Oidc { get; set; } = new();

    /// <summary>Where a message leads: its incident, or the page with the form for its code.</summary>
    public string LinkOf(Channels.PageMessage page) => page.IncidentId == 0 ? $"{PublicUrl.TrimEnd('/')}/settings" : LinkTo(page.IncidentId);

    public string LinkTo(long incidentId) => $"{PublicUrl.TrimEnd('/')}/incidents/{incidentId}";
}

sealed class EngineOptions
{
    /// <summary>False serves the web only. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often each stage looks for work, 100 ms–10 s. Default 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Webhook pages under way at once, per replica. Default 32.</summary>
    public int WebhookConcurrency { get; set; } = 32;
}

sealed class SmtpOptions
{
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    public int Port { get; set; } = 587;

    public string From { get; set; } = "triage@localhost.localdomain";

    /// <summary>Default true.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    /// <summary>Name of the file in SecretsDirectory with the password.</summary>
    public string? PasswordSecret { get; set; }
}

sealed class OidcOptions
{
    /// <summary>Issuer, e.g. https://login.example.org/realms/main. Default null: local passwords only.</summary>
    public string? Authority { get; set; }

    public string ClientId { get; set; } = "triage";

    /// <summary>Name of the file in SecretsDirectory with the client secret. Default null: a public client, PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Claim matched against a responder's login. Default preferred_username.</summary>
    public string LoginClaim { get; set; } = "preferred_username";

    public bool Enabled => !string.IsNullOrEmpty(Authority);

    /// <summary>What is wrong with it; null when nothing is. Over plain HTTP, an attacker on the network could replace the signing keys.</summary>
    public string? Problem => !Enabled || Uri.TryCreate(Authority, UriKind.Absolute, out var authority) && (authority.Scheme == "https" || authority.IsLoopback)
        ? null
        : $"Triage:Oidc:Authority is '{Authority}', but must be an address that begins with https://, as the sign-in service itself names it.";
}
