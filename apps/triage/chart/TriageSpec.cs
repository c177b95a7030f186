using Basecamp.Components.Configuration;
using Basecamp.Components.Network;
using Basecamp.Components.Postgres;

namespace Basecamp.Triage.Chart;

/// <summary>triage, the on-call service: the value of <c>basecamp:apps.triage</c>. Needs <c>basecamp:platform.postgres</c>.</summary>
public sealed record TriageSpec
{
    /// <summary>
    /// Image with tag and digest, e.g. <c>registry.example.com/triage:1.0.0@sha256:…</c>. The workflow that builds it prints this line. Required.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>
    /// File with the on-call document: who is on call for what. Relative to the directory of Pulumi.yaml. Required; see
    /// docs/triage/configuration.md.
    /// </summary>
    public required string OnCall { get; init; }

    /// <summary>Host that it is published at. Default <c>triage</c>. Null when nothing is published.</summary>
    public string? Host { get; init; } = "triage";

    /// <summary>Least number of pods; any number shares the work. Default null: 1 on the smallest profile, else 2.</summary>
    public int? Replicas { get; init; }

    /// <summary>Most pods, under load. Default null: twice the least. Equal to the least: no scaling.</summary>
    public int? MaxReplicas { get; init; }

    /// <summary>Its database, a PostgreSQL cluster of its own.</summary>
    public TriageDatabaseSpec Database { get; init; } = new();

    /// <summary>
    /// Address of an outside service that triage calls while all is well, and that raises the alarm when it is not called: the pager's own
    /// dead-man's switch. Default null: none.
    /// </summary>
    public Secret? DeadMan { get; init; }

    /// <summary>Secrets that the on-call document names as <c>credential</c>, by that name. Default none.</summary>
    public IReadOnlyDictionary<string, Secret> Credentials { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Server for pages by e-mail. Default null: none are sent.</summary>
    public TriageMailSpec? Mail { get; init; }

    /// <summary>Single sign-on. Default null: local passwords.</summary>
    public TriageSignOnSpec? SignOn { get; init; }

    /// <summary>Servers in private networks that pages go to. Default none; the internet on port 443 is open anyway.</summary>
    public IReadOnlyList<EgressNetworkSpec> Networks { get; init; } = [];

    /// <summary>
    /// Further settings by their name in docs/triage/configuration.md, e.g. <c>RetentionDays: "90"</c>. Must hold no secret. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Secret in the namespace with the registry's credentials. Default null: the image is public, or nodes have credentials.
    /// </summary>
    public string? PullSecret { get; init; }
}

/// <summary>triage's PostgreSQL cluster.</summary>
public sealed record TriageDatabaseSpec
{
    /// <summary>How often it was created anew, from 1: raised with every recovery, because it is part of the archive's name. Default 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Instances. Default null: 1 on the smallest profile, else 3.</summary>
    public int? Instances { get; init; }

    /// <summary>Volume of every instance, in GiB. Can be raised, never lowered. Default 5.</summary>
    public int StorageGiB { get; init; } = 5;

    /// <summary>Memory of every instance in MiB. Default 512.</summary>
    public int MemoryMiB { get; init; } = 512;

    /// <summary>Base backups; the write-ahead log is archived all the time. Default every night. Null for neither.</summary>
    public PostgresBackupSpec? Backup { get; init; } = new();

    /// <summary>Start from an archive instead of empty. Default null. Read once, when the cluster is created.</summary>
    public RecoverySpec? Recovery { get; init; }
}

/// <summary>A mail server that takes pages.</summary>
public sealed record TriageMailSpec
{
    /// <summary>Host. Required.</summary>
    public required string Host { get; init; }

    /// <summary>Port, with STARTTLS. Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Sender. Required.</summary>
    public required string From { get; init; }

    /// <summary>User. Default null: no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>Password; required with a user. Default null.</summary>
    public Secret? Password { get; init; }
}

/// <summary>Single sign-on by OpenID Connect.</summary>
public sealed record TriageSignOnSpec
{
    /// <summary>Address of the provider, https. Required.</summary>
    public required string Authority { get; init; }

    /// <summary>Client that is registered there. Default <c>triage</c>.</summary>
    public string ClientId { get; init; } = "triage";

    /// <summary>The client's secret. Required.</summary>
    public required Secret ClientSecret { get; init; }
}
