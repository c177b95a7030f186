using Basecamp.Components.Configuration;

namespace Basecamp.Infra.Tests;

/// <summary>Keys that nothing reads: silent ones would make a tier vanish from the stack, and the next update delete what it describes.</summary>
public sealed class ConfigKeyTests
{
    const string Homelab = """
        {
          "provider": "ssh", "cluster": { "name": "lab" }, "k3s": { "version": "v1.36.4+k3s1" }, "ssh": { "user": "ops" },
          "nodes": [{ "name": "cp1", "address": "192.168.1.11", "role": "server" }]
        }
        """;

    [Theory]
    [InlineData("basecamp:platfrom", "is not a setting. Did you mean `basecamp:platform`?")]
    [InlineData("basecamp:delivry", "is not a setting. Did you mean `basecamp:delivery`?")]
    [InlineData("basecamp:Apps", "is not a setting. Did you mean `basecamp:apps`?")]
    [InlineData("basecamp:platform_stack", "is not a setting. Did you mean `basecamp:platformStack`?")]
    [InlineData("basecmap:platform", "is not read: basecamp's settings are in the namespace `basecamp`. Did you mean `basecamp:platform`?")]
    [InlineData("base-camp:aps", "is not read: basecamp's settings are in the namespace `basecamp`. Did you mean `basecamp:apps`?")]
    [InlineData("my-cluster:platform", "is not read: basecamp's settings are in the namespace `basecamp`. Did you mean `basecamp:platform`?")]
    public void A_misspelt_key_or_namespace_is_refused_with_the_one_that_was_meant(string key, string message) =>
        Assert.Equal([new Problem(key, message)], Problems(new() { ["basecamp:homelab"] = Homelab, [key] = "{}" }));

    [Fact]
    public void A_key_that_resembles_none_is_refused_with_all_there_are()
    {
        var problem = Assert.Single(Problems(new() { ["basecamp:homelab"] = Homelab, ["basecamp:xyz"] = "{}" }));
        Assert.Equal("basecamp:xyz", problem.Path);
        Assert.Equal(
            "is not a setting. Known: `basecamp:tiers`, `basecamp:homelab`, `basecamp:homelabStack`, `basecamp:platform`, `basecamp:platformStack`, "
            + "`basecamp:apps`, `basecamp:delivery`, `basecamp:handover`, `basecamp:acceptedLosses`.",
            problem.Message);
    }

    [Theory]
    [InlineData("kubernetes:context")]
    [InlineData("pulumi:tags")]
    [InlineData("my-cluster:region")]
    public void Keys_of_others_are_not_basecamp_s_business(string key) =>
        Assert.Empty(Problems(new() { ["basecamp:homelab"] = Homelab, [key] = "x" }));

    [Theory]
    [InlineData("homelab", "homelba")]
    [InlineData("platform", "platfrom")]
    [InlineData("apps", "aps")]
    public void A_misspelt_tier_is_not_reported_as_missing_too(string tier, string misspelt)
    {
        var config = new Dictionary<string, string> { ["basecamp:homelab"] = Homelab, ["basecamp:platformStack"] = "other", [$"basecamp:{misspelt}"] = "{}" };
        config.Remove($"basecamp:{tier}");
        Assert.Equal([$"basecamp:{misspelt}"], Problems(config).Select(problem => problem.Path));

        // Nor where the stack says which tiers it owns.
        config["basecamp:tiers"] = $"[\"{tier}\"]";
        Assert.Equal([$"basecamp:{misspelt}"], Problems(config).Select(problem => problem.Path));
    }

    [Fact]
    public void Every_key_that_the_program_asks_for_is_known()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        Assert.Throws<InvalidConfigurationException>(() => StackSettings.Read(
            key =>
            {
                asked.Add(key);
                return null;
            },
            null));
        Assert.Equal(ConfigKeyRules.Known.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_engine_s_lists_of_keys_are_read_from_the_process_in_old_forms_too()
    {
        using var scope = new Variables(("PULUMI_CONFIG", """{"basecamp:homelab":"{}","basecamp:config:apps":"{}"}"""), ("PULUMI_CONFIG_SECRET_KEYS", """["basecamp:homelab"]"""));
        var keys = ConfigKeys.OfProcess();
        Assert.Equal(["basecamp:apps", "basecamp:homelab"], keys.All.Order(StringComparer.Ordinal));
        Assert.Equal(["basecamp:homelab"], keys.Secret);
    }

    static IReadOnlyList<Problem> Problems(Dictionary<string, string> config)
    {
        try
        {
            StackSettings.Read(key => config.GetValueOrDefault($"basecamp:{key}"), new([.. config.Keys], []));
            return [];
        }
        catch (InvalidConfigurationException invalid)
        {
            return invalid.Problems;
        }
    }

    sealed class Variables : IDisposable
    {
        readonly (string Name, string? Before)[] all;

        public Variables(params (string Name, string Value)[] values)
        {
            all = [.. values.Select(value => (value.Name, Environment.GetEnvironmentVariable(value.Name)))];
            foreach (var (name, value) in values)
                Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var (name, before) in all)
                Environment.SetEnvironmentVariable(name, before);
        }
    }
}
