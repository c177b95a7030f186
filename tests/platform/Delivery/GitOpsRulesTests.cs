using Basecamp.Components.Delivery;
using Basecamp.Infra.Platform;
using Basecamp.Platform.Tests.Tier;

namespace Basecamp.Platform.Tests.Delivery;

public sealed class GitOpsRulesTests
{
    static readonly GitSource Git = PlatformRun.Git;

    public static TheoryData<string, PlatformSettings> Wrong => new()
    {
        { "argocd.admin", new() { Argocd = new() { Admin = false } } },
        { "argocd.oidc.issuer", new() { Argocd = Everything.Settings.Argocd! with { Oidc = Everything.Settings.Argocd.Oidc! with { Issuer = "http://id.example.org" } } } },
        { "argocd.networks[0]", new() { Argocd = new() { Networks = ["git.lan"] } } },
        { "flux.networks[1]", new() { Flux = new() { Networks = ["192.168.1.5/32", "git.lan"] } } },
        { "git.environments[0].name", new() { Git = Git with { Environments = [new() { Name = "Production" }] } } },
        { "git.environments[1].name", new() { Git = Git with { Environments = [new() { Name = "a" }, new() { Name = "a" }] } } },
    };

    public static TheoryData<PlatformSettings> Right => new()
    {
        new PlatformSettings { Argocd = new(), Flux = new() },
        new PlatformSettings { Argocd = Everything.Settings.Argocd! with { Admin = false } },
        new PlatformSettings { Argocd = new() { Networks = ["192.168.1.5/32"] }, Flux = new() { Networks = ["192.168.1.0/24"] } },
        new PlatformSettings { Git = Git },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Refuses(string path, PlatformSettings settings) => Assert.Equal([path], Problems(settings));

    [Theory]
    [MemberData(nameof(Right))]
    public void Accepts(PlatformSettings settings) => Assert.Empty(Problems(settings));

    static IEnumerable<string> Problems(PlatformSettings settings) =>
        PlatformRules.Validate(settings, PlatformRun.Ha, DeliveryEngine.Pulumi, "").Select(problem => problem.Path);
}
