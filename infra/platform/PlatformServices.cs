using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Platform;

/// <summary>What the platform tier hands up: everything an app can ask for.</summary>
public sealed record PlatformServices
{
    const string FactsOutput = "platformFacts";

    const string SecretsOutput = "platformSecrets";

    const string AccessKey = "backupAccessKey";

    const string SecretKey = "backupSecretKey";

    const string ValkeyKey = "valkey";

    const string TriageTokenKey = "triageToken";

    /// <summary>What the platform is like.</summary>
    public required PlatformFacts Facts { get; init; }

    /// <summary>What the cluster is like.</summary>
    public required ClusterFacts Cluster { get; init; }

    /// <summary>The cluster itself.</summary>
    public required Kubernetes.Provider Provider { get; init; }

    /// <summary>Where backups go; null when there is no store.</summary>
    public S3Target? Backups { get; init; }

    /// <summary>PostgreSQL clusters of the platform, by name.</summary>
    public ImmutableSortedDictionary<string, PostgresService> Postgres { get; init; } = ImmutableSortedDictionary<string, PostgresService>.Empty;

    /// <summary>The platform's cache; null when there is none.</summary>
    public ValkeyService? Valkey { get; init; }

    /// <summary>The key with which Alertmanager sends alerts to triage, as a secret; null when it sends none.</summary>
    public Output<string>? TriageToken { get; init; }

    /// <summary>Whether another stack owns the platform: then this one's files have a directory of their own. Default false.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Components that have to be there before an app; empty when another stack deployed them, or GitOps orders them.</summary>
    public ImmutableArray<PlatformComponent> Ready { get; init; } = [];

    /// <summary>What components of the apps tier build on.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="root">Directory of its units below the stack's.</param>
    public PlatformContext ContextFor(Resource tier, string stack, string root) => new()
    {
        Delivery = PlatformDelivery.Of(tier, Facts.Delivery, Provider, stack, root, IsElsewhere && Facts.Git is { } git ? git with { Path = null } : Facts.Git),
        Cluster = Cluster,
        Facts = Facts,
    };

    /// <summary>The values as outputs of a stack; what is secret in them is one secret output.</summary>
    public IDictionary<string, object?> ToStackOutputs()
    {
        var secrets = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        if (Backups is not null)
            (secrets[AccessKey], secrets[SecretKey]) = (Backups.AccessKey, Backups.SecretKey);
        if (TriageToken is not null)
            secrets[TriageTokenKey] = TriageToken;
        if (Valkey is not null)
            secrets[ValkeyKey] = Valkey.Password;
        foreach (var (cluster, roles) in Facts.PostgresRoles)
            foreach (var role in roles)
                secrets[PostgresKey(cluster, role)] = Postgres[cluster].PasswordOf(role);
        var keys = secrets.Keys.ToImmutableArray();
        return new Dictionary<string, object?>
        {
            [FactsOutput] = Facts.ToJson(),
            [SecretsOutput] = Output.CreateSecret(
                Output.All(secrets.Values).Apply(values => keys.Zip(values).ToImmutableDictionary(pair => pair.First, pair => pair.Second))),
        };
    }

    /// <summary>The facts that another stack exported; null when it exports none that can be read.</summary>
    public static async Task<PlatformFacts?> FactsOfAsync(StackReference stack)
    {
        try
        {
            return (await stack.GetOutputDetailsAsync(FactsOutput)).Value is string json ? PlatformFacts.FromJson(json) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The values that another stack exported.</summary>
    /// <param name="stack">The stack that owns the platform.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="provider">The cluster itself.</param>
    public static PlatformServices From(StackReference stack, PlatformFacts facts, ClusterFacts cluster, Kubernetes.Provider provider) => new()
    {
        IsElsewhere = true,
        Facts = facts,
        Cluster = cluster,
        Provider = provider,
        Backups = facts.Backups?.With(Secret(stack, AccessKey), Secret(stack, SecretKey)),
        Postgres = facts.PostgresRoles.Keys.ToImmutableSortedDictionary(
            name => name, name => new PostgresService(name, role => Secret(stack, PostgresKey(name, role))), StringComparer.Ordinal),
        Valkey = facts.Valkey ? new(Secret(stack, ValkeyKey)) : null,
        TriageToken = facts.AlertsTriage ? Secret(stack, TriageTokenKey) : null,
    };

    static string PostgresKey(string cluster, string role) => $"postgres/{cluster}/{role}";

    static Output<string> Secret(StackReference stack, string key) => Output.CreateSecret(stack.RequireOutput(SecretsOutput).Apply(value =>
        value is IReadOnlyDictionary<string, object> secrets && secrets.TryGetValue(key, out var secret) && secret is string text
            ? text
            : throw new InvalidOperationException($"The platform stack exports no '{key}'. Run `pulumi up` there with this version of basecamp.")));
}
