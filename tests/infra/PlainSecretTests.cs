using System.Reflection;
using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Infra.Apps;

namespace Basecamp.Infra.Tests;

/// <summary>Secrets that stand in a stack file in plain text.</summary>
public sealed class PlainSecretTests
{
    const string Value = "plain-5f2c9a";

    [Fact]
    public void Every_plain_secret_is_refused_with_the_command_that_encrypts_it_and_without_its_value()
    {
        var problems = Problems(Homelab(Value, Value), encrypted: false);

        Assert.Equal(
            [
                new Problem("basecamp:homelab.k3s.token", Message("basecamp:homelab.k3s.token")),
                new Problem("basecamp:homelab.snapshots.s3.accessKey", Message("basecamp:homelab.snapshots.s3.accessKey")),
                new Problem("basecamp:homelab.snapshots.s3.secretKey", Message("basecamp:homelab.snapshots.s3.secretKey")),
            ],
            problems.Where(problem => problem.Message.Contains("plain text", StringComparison.Ordinal)));
        Assert.All(problems, problem => Assert.DoesNotContain(Value, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Offline_a_plain_secret_beside_an_encrypted_one_is_found_too() =>
        Assert.Equal(
            ["basecamp:homelab.k3s.token"],
            Problems(Homelab(Value, Secret.Placeholder), encrypted: true).Select(problem => problem.Path));

    [Fact]
    public void Encrypted_secrets_are_accepted_offline() => Assert.Empty(Problems(Homelab(Secret.Placeholder, Secret.Placeholder), encrypted: true));

    [Fact]
    public void Encrypted_secrets_are_accepted_where_the_engine_has_decrypted_them() => Assert.Empty(Problems(Homelab(Value, Value), encrypted: true));

    [Fact]
    public void Secrets_are_found_in_sections_lists_and_maps()
    {
        var spec = new AppsSettings
        {
            Charts = new Dictionary<string, Components.HelmApps.HelmAppSpec>
            {
                ["shop.eu"] = new() { Secrets = new Dictionary<string, Components.HelmApps.HelmAppSecretSpec> { ["db"] = new() { Given = new Dictionary<string, Secret> { ["password"] = new(Value) } } } },
            },
        };
        Assert.Equal(["basecamp:apps.charts[\"shop.eu\"].secrets.db.given.password"], SecretSettings.In(spec, "basecamp:apps").Select(found => found.Path));
    }

    [Fact]
    public void No_setting_with_the_name_of_a_secret_is_plain_text_by_its_type()
    {
        string[] words = ["password", "privateKey", "secretKey", "accessKey", "token", "passphrase", "credentials"];
        var plain = ConfigTypes.All()
            .SelectMany(type => ConfigurationNames.SettingsOf(type).Where(setting => setting.PropertyType == typeof(string)).Select(setting => (type, Name: ConfigurationNames.Of(setting))))
            .Where(setting => words.Any(word => setting.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)))
            .Select(setting => $"{setting.type.Name}.{setting.Name}");
        Assert.Empty(plain);
    }

    /// <summary>One word for one thing: sizes and times end with their unit in the same letters.</summary>
    [Fact]
    public void Settings_of_all_tiers_have_one_vocabulary()
    {
        string[] others = ["Gibibytes", "Mebibytes", "GB", "MB", "Gi", "Mi", "KeepDays", "KeptDays", "Millicores", "MilliCpu"];
        var names = ConfigTypes.All().SelectMany(type => ConfigurationNames.SettingsOf(type).Select(setting => (type, setting.Name))).ToList();
        Assert.Empty(names.Where(name => others.Any(other => name.Name.EndsWith(other, StringComparison.Ordinal))).Select(name => $"{name.type.Name}.{name.Name}"));
        Assert.True(names.Count > 300, $"{names.Count} settings");
    }

    static string Message(string path) =>
        "is a secret, but stands in the stack file in plain text. Encrypt it: "
        + $"`pulumi config set --secret --path '{path}'` asks for the value. If the file was ever shared, treat the secret as leaked and change it.";

    static string Homelab(string token, string key) => $$"""
        {
          "provider": "ssh", "cluster": { "name": "lab" }, "k3s": { "version": "v1.36.4+k3s1", "token": "{{token}}-and-long-enough-for-a-token" }, "ssh": { "user": "ops" },
          "snapshots": { "s3": { "endpoint": "s3.example.org", "bucket": "bucket", "region": "eu", "accessKey": "{{key}}", "secretKey": "{{key}}" } },
          "nodes": [{ "name": "cp1", "address": "192.168.1.11", "role": "server" }]
        }
        """.Replace($"{Secret.Placeholder}-and-long-enough-for-a-token", Secret.Placeholder, StringComparison.Ordinal);

    static IReadOnlyList<Problem> Problems(string homelab, bool encrypted)
    {
        try
        {
            StackSettings.Read(key => key == "homelab" ? homelab : null, new(["basecamp:homelab"], encrypted ? ["basecamp:homelab"] : []));
            return [];
        }
        catch (InvalidConfigurationException invalid)
        {
            return invalid.Problems;
        }
    }

    static class ConfigTypes
    {
        public static IReadOnlyCollection<Type> All()
        {
            var seen = new HashSet<Type>();
            foreach (var root in (Type[])[typeof(HomelabTopology), typeof(Infra.Platform.PlatformSettings), typeof(AppsSettings)])
                Visit(root, seen);
            return seen;
        }

        static void Visit(Type type, HashSet<Type> seen)
        {
            if (type.IsGenericType)
                foreach (var argument in type.GetGenericArguments())
                    Visit(argument, seen);
            if (type.Namespace?.StartsWith("Basecamp", StringComparison.Ordinal) != true || type.IsEnum || !seen.Add(type))
                return;
            foreach (var setting in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                Visit(setting.PropertyType, seen);
        }
    }
}
