using System.Text.RegularExpressions;
using System.Xml.Linq;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests;

/// <summary>The tree is the architecture: who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    static readonly string Root = RepositoryFiles.Root;

    [Fact]
    public void Projects_depend_one_way() => Assert.Equal(
        [
            "apps/triage/chart/Basecamp.Triage.Chart -> components/Basecamp.Components",
            "cli/Basecamp.Cli -> cluster/Basecamp.Cluster",
            "cli/Basecamp.Cli -> infra/Basecamp.Infra",
            "cli/Basecamp.Cli -> manifests/Basecamp.Manifests",
            "cli/Basecamp.Cli -> testing/Basecamp.Testing",
            "cluster/Basecamp.Cluster -> manifests/Basecamp.Manifests",
            "components/Basecamp.Components -> manifests/Basecamp.Manifests",
            "infra/Basecamp.Infra -> apps/triage/chart/Basecamp.Triage.Chart",
            "infra/Basecamp.Infra -> components/Basecamp.Components",
            "testing/Basecamp.Testing -> manifests/Basecamp.Manifests",
        ],
        new[] { "apps/triage/chart", "manifests", "cluster", "components", "testing", "infra", "cli" }.SelectMany(ProjectReferences).Order(StringComparer.Ordinal));

    [Fact]
    public void The_library_and_the_testing_library_know_nothing_of_each_other_or_of_the_program()
    {
        Assert.Empty(Mentions("manifests", "Basecamp.Infra", "Basecamp.Components", "Basecamp.Testing", "Basecamp.Cli", "Pulumi"));
        Assert.Empty(Mentions("cluster", "Basecamp.Infra", "Basecamp.Components", "Basecamp.Testing", "Basecamp.Cli", "Pulumi"));
        Assert.Empty(Mentions("components", "Basecamp.Infra", "Basecamp.Testing", "Basecamp.Cli"));
        Assert.Empty(Mentions("testing", "Basecamp.Infra", "Basecamp.Components", "Basecamp.Cli"));
        Assert.Empty(Mentions("infra", "Basecamp.Cli", "Basecamp.Testing"));
        Assert.Empty(Mentions("apps/triage/chart", "Basecamp.Infra", "Basecamp.Testing", "Basecamp.Cli"));
    }

    [Fact]
    public void A_reference_in_the_wrong_direction_would_be_found() => Assert.NotEmpty(Mentions("cli", "Basecamp.Infra"));

    [Fact]
    public void No_code_outside_sdk_knows_which_pulumi_is_linked()
    {
        var sources = new[] { "apps/triage/chart", "manifests", "cluster", "components", "testing", "infra", "cli" }.SelectMany(Sources).ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.Where(source => ConditionalCompilation().IsMatch(File.ReadAllText(source))).Select(Relative));
    }

    [Fact]
    public void Config_keys_are_read_in_one_place() => Assert.Equal(
        ["infra/BasecampProgram.cs"],
        new[] { "apps/triage/chart", "components", "infra", "cli" }.SelectMany(Sources)
            .Where(source => File.ReadAllText(source).Contains("new Config(", StringComparison.Ordinal))
            .Select(Relative)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Type_tokens_are_literals_that_a_rename_of_the_class_cannot_change() => Assert.Equal(
        [
            "basecamp:index:Alloy",
            "basecamp:index:AppsTier",
            "basecamp:index:ArgoCd",
            "basecamp:index:Calico",
            "basecamp:index:CertManager",
            "basecamp:index:Cilium",
            "basecamp:index:CloudNativePg",
            "basecamp:index:ClusterTokens",
            "basecamp:index:Connection",
            "basecamp:index:CustomResourceDefinitions",
            "basecamp:index:EtcdRestore",
            "basecamp:index:ExternalSecrets",
            "basecamp:index:Flux",
            "basecamp:index:HelmApp",
            "basecamp:index:HelmChart",
            "basecamp:index:HomelabTier",
            "basecamp:index:HostPreparation",
            "basecamp:index:HttpExposure",
            "basecamp:index:HubbleUi",
            "basecamp:index:K3dCluster",
            "basecamp:index:K3sCluster",
            "basecamp:index:K3sNode",
            "basecamp:index:Keda",
            "basecamp:index:Kyverno",
            "basecamp:index:KyvernoPolicies",
            "basecamp:index:Loki",
            "basecamp:index:Longhorn",
            "basecamp:index:ManagedNamespace",
            "basecamp:index:MetalLb",
            "basecamp:index:MetalLbPool",
            "basecamp:index:MonitoringStack",
            "basecamp:index:NodeUpgrades",
            "basecamp:index:PlatformTier",
            "basecamp:index:PostgresCluster",
            "basecamp:index:PriorityClasses",
            "basecamp:index:Rebalancing",
            "basecamp:index:Reboots",
            "basecamp:index:Reflector",
            "basecamp:index:Rollouts",
            "basecamp:index:SealedSecrets",
            "basecamp:index:SeaweedFs",
            "basecamp:index:SnapshotController",
            "basecamp:index:Tempo",
            "basecamp:index:Tenant",
            "basecamp:index:Traefik",
            "basecamp:index:Triage",
            "basecamp:index:UserNamespaces",
            "basecamp:index:VagrantLab",
            "basecamp:index:Valkey",
            "basecamp:index:Vault",
            "basecamp:index:Velero",
            "basecamp:index:WebApp",
        ],
        new[] { "apps/triage/chart", "components", "infra" }.SelectMany(Sources)
            .SelectMany(source => TypeToken().Matches(File.ReadAllText(source)))
            .Select(match => match.Groups["token"].Value)
            // Arguments of custom objects give their base class a group and version instead.
            .Where(token => token.Contains(':', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    static IEnumerable<string> ProjectReferences(string folder)
    {
        var project = Directory.GetFiles(Path.Combine(Root, folder), "*.csproj").Single();
        return XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)))
            .Select(target => $"{Name(project)} -> {Name(target)}");
    }

    static string Name(string project) => Relative(project)[..^".csproj".Length];

    static IEnumerable<string> Mentions(string folder, params string[] namespaces) =>
        from source in Sources(folder)
        from line in File.ReadLines(source)
        where namespaces.Any(name => line.StartsWith($"using {name}", StringComparison.Ordinal))
        select $"{Relative(source)}: {line}";

    static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(path => !Relative(path).Split('/').Any(part => part is "obj" or "bin"));

    static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    [GeneratedRegex(@"^\s*#if\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@":\s*base\(""(?<token>[^""]+)""")]
    private static partial Regex TypeToken();
}
