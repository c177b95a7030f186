using System.Collections.Immutable;
using Basecamp.Manifests.Contracts;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Tests.Programs;
using Basecamp.Tests;
using Pulumi;

namespace Basecamp.Testing.Tests.Contracts;

public class ContractGuardrailTests
{
    static readonly ContractGuardrail Guardrail = new(ChartContracts.Load(ContractFiles.Charts), ObjectContracts.Load(ContractFiles.Objects));

    [Fact]
    public async Task BC012_reports_a_misspelt_value_whoever_installs_the_chart()
    {
        var findings = await Check(key => key[..^1]);

        Assert.Equal(
            [
                "release: values.crd: The chart reads no such key. Write values.crds.",
                "argo: spec.sources[1].helm.valuesObject.crd: The chart reads no such key. Write spec.sources[1].helm.valuesObject.crds.",
                "flux: spec.values.crd: The chart reads no such key. Write spec.values.crds.",
            ],
            findings);
    }

    [Fact]
    public async Task BC012_accepts_the_right_one() => Assert.Empty(await Check(key => key));

    [Fact]
    public async Task BC012_reports_objects_that_hold_secrets_without_showing_them()
    {
        var findings = await Findings(() =>
        {
            _ = new KubernetesResource("core/v1:Secret", "secret", new()
            {
                ApiVersion = "v1",
                Kind = "Secret",
                Metadata = new() { ["nmae"] = "a" },
                Data = new() { ["password"] = Output.CreateSecret("hunter2") },
            });
            _ = new KubernetesResource("helm.sh/v3:Release", "vault", new()
            {
                Chart = "vault",
                Version = "0.34.1",
                Values = new() { ["server"] = new InputMap<object> { ["passwrod"] = Output.CreateSecret<object>("hunter2") } },
            });
        });

        Assert.Equal(
            ["secret: metadata.nmae: Secret (v1) has no such field. Write metadata.name.", "vault: values.server.passwrod: The chart reads no such key. Remove it, or correct it."],
            findings);
    }

    [Fact]
    public async Task BC012_reports_another_version_than_the_contract_is_of_and_an_unknown_kind() => Assert.Equal(
        [
            "cert-manager: version: The contract is of version v1.21.1. Write v1.21.1.",
            "thing: kind: There is no contract for Thing of example.dev/v1. Remove it, or correct it.",
        ],
        await Findings(() =>
        {
            _ = new KubernetesResource("helm.sh/v3:Release", "cert-manager", new() { Chart = "cert-manager", Version = "v1.20.0" });
            _ = new KubernetesResource("example.dev/v1:Thing", "thing", new() { ApiVersion = "example.dev/v1", Kind = "Thing" });
        }));

    [Fact]
    public async Task BC012_leaves_patches_alone() => Assert.Empty(await Findings(() =>
        _ = new KubernetesResource("apps/v1:DeploymentPatch", "patch", new() { ApiVersion = "apps/v1", Kind = "Deployment", Metadata = new() { ["name"] = "a" }, Spec = new() { ["template"] = ImmutableDictionary<string, object>.Empty } })));

    static Task<IReadOnlyList<string>> Check(Func<string, string> spell) => Findings(() =>
    {
        var values = ImmutableDictionary<string, object>.Empty.Add(spell("crds"), ImmutableDictionary<string, object>.Empty.Add("enabled", true));
        _ = new KubernetesResource("helm.sh/v3:Release", "release", new() { Chart = "cert-manager", Version = "v1.21.1", Values = new() { ["replicaCount"] = 2, [values.Keys.Single()] = values.Values.Single() } });
        _ = new KubernetesResource("argoproj.io/v1alpha1:Application", "argo", new()
        {
            ApiVersion = "argoproj.io/v1alpha1",
            Kind = "Application",
            Metadata = new() { ["name"] = "a" },
            Spec = new()
            {
                ["project"] = "default",
                ["destination"] = ContractFiles.Json("""{"namespace": "a"}"""),
                ["sources"] = ImmutableArray.Create<object>(
                    ContractFiles.Json("""{"repoURL": "https://git.example.org", "path": "a"}"""),
                    ContractFiles.Json("""{"repoURL": "https://charts.jetstack.io", "chart": "cert-manager", "targetRevision": "v1.21.1"}""")
                        .Add("helm", ImmutableDictionary<string, object>.Empty.Add("valuesObject", values))),
            },
        });
        _ = new KubernetesResource("helm.toolkit.fluxcd.io/v2:HelmRelease", "flux", new()
        {
            ApiVersion = "helm.toolkit.fluxcd.io/v2",
            Kind = "HelmRelease",
            Metadata = new() { ["name"] = "a" },
            Spec = new()
            {
                ["interval"] = "1h",
                ["chart"] = ContractFiles.Json("""{"spec": {"chart": "cert-manager", "version": "v1.21.1", "sourceRef": {"kind": "HelmRepository", "name": "a"}}}"""),
                ["values"] = values,
            },
        });
    });

    static async Task<IReadOnlyList<string>> Findings(Action program) =>
        [.. (await RecordedStack.RunAsync(program)).Findings([Guardrail]).Select(finding => $"{finding.Resource?.Name}: {finding.Message} {finding.Fix}")];
}
