using Basecamp.Components.Delivery;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Random;

namespace Basecamp.Components.HelmApps;

/// <summary>Secrets that charts are told the names of.</summary>
static class HelmAppSecrets
{
    /// <summary>How to log in to the platform's database.</summary>
    public const string Database = "platform-database";

    /// <summary>How to log in to the platform's cache.</summary>
    public const string Cache = "platform-cache";

    /// <summary>The Secret of a database: keys host, port, dbname, user, password and uri.</summary>
    public static SecretArgs OfDatabase(string ns, HelmAppDatabase database)
    {
        var (service, password) = (database.Service, Secretly(database.Service.PasswordOf(database.Role)));
        return new()
        {
            Metadata = ObjectMeta.Of(Database, ns),
            StringData =
            {
                ["host"] = service.Host,
                ["port"] = $"{PostgresCluster.Port}",
                ["dbname"] = database.Name,
                ["user"] = database.Role,
                ["password"] = password,
                ["uri"] = password.Apply(text => $"postgresql://{database.Role}:{Uri.EscapeDataString(text)}@{service.Host}:{PostgresCluster.Port}/{database.Name}"),
            },
        };
    }

    /// <summary>The Secret of the cache: keys host, port, user, password and uri.</summary>
    public static SecretArgs OfCache(string ns, ValkeyService cache)
    {
        var password = Secretly(cache.Password);
        return new()
        {
            Metadata = ObjectMeta.Of(Cache, ns),
            StringData =
            {
                ["host"] = ValkeyService.Host,
                ["port"] = $"{ValkeyService.Port}",
                ["user"] = ValkeyService.User,
                ["password"] = password,
                ["uri"] = password.Apply(text => $"redis://{ValkeyService.User}:{Uri.EscapeDataString(text)}@{ValkeyService.Host}:{ValkeyService.Port}"),
            },
        };
    }

    /// <summary>A Secret that the stack file describes.</summary>
    /// <param name="logicalName">What generated passwords are called, with their key.</param>
    /// <param name="name">Name of the Secret.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="spec">What is in it.</param>
    /// <param name="options">Options of generated passwords.</param>
    public static SecretArgs Of(string logicalName, string name, string ns, HelmAppSecretSpec spec, CustomResourceOptions options)
    {
        var data = new InputMap<string>();
        foreach (var key in spec.Generate)
            data.Add(key, new RandomPassword($"{logicalName}-{key}", new() { Length = spec.Length, Special = false }, options).Result);
        foreach (var (key, value) in spec.Given)
            data.Add(key, Output.CreateSecret(value.Reveal()));
        foreach (var (key, value) in spec.Text)
            data.Add(key, value);
        return new() { Metadata = ObjectMeta.Of(name, ns), Type = spec.Type, StringData = data };
    }

    static Output<string> Secretly(Output<string> value) => Output.CreateSecret(value);
}
