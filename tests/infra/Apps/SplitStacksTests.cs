using Basecamp.Components.Configuration;
using Basecamp.Testing;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Apps in a stack of their own, on a platform that another stack deployed.</summary>
public sealed class SplitStacksTests
{
    const string Lab = """
        {
          "provider": "ssh", "cluster": { "name": "lab" }, "k3s": { "version": "v1.36.4+k3s1", "token": "server-token-1234567890" }, "ssh": { "user": "ops" },
          "nodes": [ { "name": "cp1", "address": "192.168.1.11", "role": "server" }, { "name": "w1", "address": "192.168.1.21", "role": "agent" } ]
        }
        """;

    const string Platform = """
        { "certificates": {}, "valkey": {}, "postgres": { "clusters": { "postgres": { "backup": null, "databases": [ { "name": "shop", "owner": "seller" } ] } } } }
        """;

    const string Shop = """ "chart": "shop", "repository": "https://charts.example.org", "version": "1.2.3" """;

    [Fact]
    public async Task A_chart_gets_the_database_and_the_cache_of_the_other_stack()
    {
        var stack = await Apps($$"""{ "charts": { "shop": { {{Shop}}, "database": { "name": "shop" }, "cache": true } } }""");
        Assert.Empty(stack.Errors);
        var database = stack.Single("kubernetes:core/v1:Secret", "shop-platform-database");
        Assert.Equal(("seller", "postgres-rw.postgres-core.svc"), (database.Input("stringData.user"), database.Input("stringData.host")));
        Assert.Equal("password-of-postgres/postgres/seller", database.Input("stringData.password"));
        Assert.Equal("password-of-valkey", stack.Single("kubernetes:core/v1:Secret", "shop-platform-cache").Input("stringData.password"));
        Assert.True(database.IsSecret("stringData"));
    }

    [Fact]
    public async Task A_tenant_is_declared_on_the_other_stacks_cluster()
    {
        var stack = await Apps("""{ "tenants": { "team": { "members": { "groups": ["team"] } } } }""");
        Assert.Empty(stack.Errors);
        Assert.Equal("cluster", stack.Single("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "team-members").Provider?.Name);
    }

    [Theory]
    [InlineData("\"database\": { \"name\": \"shop\" }", "\"database\": { \"name\": \"stock\" }", "basecamp:apps.charts.shop.database.name")]
    [InlineData("\"cache\": true", "\"backup\": {}", "basecamp:apps.charts.shop.backup")]
    public async Task What_the_other_stacks_platform_lacks_is_refused(string was, string becomes, string path)
    {
        var apps = $$"""{ "charts": { "shop": { {{Shop}}, "database": { "name": "shop" }, "cache": true } } }""".Replace(was, becomes, StringComparison.Ordinal);
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single((await Apps(apps)).Errors).Exception);
        Assert.Equal([path], invalid.Problems.Select(problem => problem.Path));
    }

    static async Task<RecordedStack> Apps(string apps)
    {
        var below = await RecordedStack.RunAsync(BasecampProgram.DefineAsync, Options("lab", new() { ["basecamp:homelab"] = Lab, ["basecamp:platform"] = Platform }, []));
        var exported = below.Outputs.ToDictionary(output => output.Key, output => output.Value.Value, StringComparer.Ordinal);
        // A mocked password is the same for everybody; the other stack's are not.
        exported["platformSecrets"] = ((IReadOnlyDictionary<string, object>)exported["platformSecrets"]!).Keys.ToDictionary(key => key, object (key) => $"password-of-{key}");
        return await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, Options("apps", new() { ["basecamp:platformStack"] = "lab", ["basecamp:apps"] = apps }, exported));
    }

    static RecordingOptions Options(string stack, Dictionary<string, string> config, Dictionary<string, object?> below) => new()
    {
        ProjectName = "basecamp",
        StackName = stack,
        Config = config,
        StackReferences = new Dictionary<string, IReadOnlyDictionary<string, object?>> { ["organization/basecamp/lab"] = below },
    };
}
