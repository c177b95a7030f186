using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Tenants;

namespace Basecamp.Platform.Tests.Tenants;

public sealed class TenantRulesTests
{
    const string Fine = """
        { "members": { "groups": ["team"] }, "namespaces": ["shop", "shop-test"], "quota": { "pods": 10 }, "limits": { "memoryMiB": 64 }, "internet": [443],
          "publish": [{ "host": "shop", "service": "web", "port": 8080 }], "git": { "url": "https://git.example.org/shop.git" } }
        """;

    [Fact]
    public void A_complete_claim_is_accepted() => Assert.Empty(Findings("shop", Fine));

    [Theory]
    [InlineData("[\"team\"]", "[\"system:masters\"]", "members.groups: lists \"system:masters\", which Kubernetes keeps for itself: everybody, every service account, or those who may do everything. List people.")]
    [InlineData("[\"team\"]", "[\"system:authenticated\"]",
        "members.groups: lists \"system:authenticated\", which Kubernetes keeps for itself: everybody, every service account, or those who may do everything. List people.")]
    [InlineData("[\"team\"]", "[\"my team\"]", "members.groups: lists \"my team\", but a name has at least one character and no spaces.")]
    [InlineData("\"shop-test\"", "\"shop\"", "namespaces[1]: is \"shop\", which is listed already. Remove one of the two.")]
    [InlineData("\"shop-test\"", "\"Shop\"", "namespaces[1]: is \"Shop\", but a namespace is a DNS label: lower-case letters, digits and hyphens, beginning and ending with a letter or digit, at most 40 characters.")]
    [InlineData("\"pods\": 10", "\"pods\": 0", "quota.pods: is 0, but with less than 1 no pod could run.")]
    [InlineData("\"pods\": 10", "\"memoryMiB\": 512, \"memoryLimitMiB\": 256", "quota.memoryLimitMiB: is 256, less than the 512 that pods may ask for. Raise it.")]
    [InlineData("\"pods\": 10", "\"storageGiB\": -1", "quota.storageGiB: is -1, but must not be negative. Write 0 for no volumes.")]
    [InlineData("\"memoryMiB\": 64", "\"memoryMiB\": 256", "limits.memoryLimitMiB: is 128, less than the 256 that the container asks for. Raise it.")]
    [InlineData("\"memoryMiB\": 64", "\"maxMemoryMiB\": 64", "limits.maxMemoryMiB: is 64, less than the 128 that a container gets by default. Raise it.")]
    [InlineData("\"pods\": 10", "\"cpuMillis\": 20", "limits: give one container more than the quota gives a whole namespace, so that no pod could run. Raise `quota`, or lower them.")]
    [InlineData("[443]", "[0]", "internet: lists 0, but a port is a number from 1 to 65535.")]
    [InlineData("\"port\": 8080", "\"port\": 8080, \"namespace\": \"blog\"", "publish[0].namespace: is \"blog\", which is none of the tenant's: `shop` or `shop-test`.")]
    [InlineData("\"port\": 8080", "\"port\": 0", "publish[0].port: is 0, but a port is a number from 1 to 65535.")]
    [InlineData("https://git", "http://git", "git.url: is \"http://git.example.org/shop.git\", but without TLS anybody on the way can change what is applied. Use https://.")]
    [InlineData("https://git", "https://me:hunter2@git", "git.url: has a user or password in the URL, where everybody can read it. Remove it.")]
    [InlineData("shop.git\"", "shop.git\", \"path\": \"../other\"", "git.path: is \"../other\", but a directory of the repository has no `/` at the beginning, no `..` and no spaces.")]
    [InlineData("shop.git\"", "shop.git\", \"username\": \"me\"", "git.password: is missing, but the other half of the login is there. Write both, or neither.")]
    public void What_could_not_work_or_would_let_others_in_is_refused(string was, string becomes, string message) =>
        Assert.Equal([message], Findings("shop", Fine.Replace(was, becomes, StringComparison.Ordinal)));

    [Fact]
    public void Somebody_works_there_or_git_does()
    {
        Assert.Equal(["members: is empty, and there is no `git`: no one could use the namespaces. List users or groups of the cluster's authentication."], Findings("shop", "{}"));
        Assert.Empty(Findings("shop", """{ "git": { "url": "https://git.example.org/shop.git" } }"""));
    }

    [Fact]
    public void Git_needs_somebody_who_reads_it() => Assert.Equal(
        ["git: is set, but nothing in this cluster reads git: `basecamp:delivery` is pulumi. Remove it, or deliver with argocd or flux."], Findings("shop", Fine, DeliveryEngine.Pulumi));

    [Fact]
    public void Nothing_is_published_where_there_is_no_entrance() => Assert.Equal(
        ["publish[0].host: is \"shop\", but this platform publishes nothing. Set `basecamp:platform.ingress` and `domain`, or remove `publish`."], Findings("shop", Fine, publishes: false));

    static IReadOnlyList<string> Findings(string name, string json, DeliveryEngine engine = DeliveryEngine.Flux, bool publishes = true)
    {
        Assert.True(SettingsReader.TryRead<TenantSpec>(json, "", out var spec, out var form), string.Join('\n', form));
        var problems = new Problems("");
        TenantRules.Check(name, spec, publishes ? "example.org" : null, engine, problems);
        return [.. problems.All.Select(problem => problem.ToString())];
    }
}
