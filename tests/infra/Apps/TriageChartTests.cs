using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Infra.Tests.Apps;

public sealed class TriageChartTests
{
    const string Container = "spec.template.spec.containers[0]";

    static readonly Lazy<Task<RecordedStack>> Ha = new(() => AppsRun.Of(AppsRun.Ha));

    [Fact]
    public async Task Everything_that_row_A1_promises_is_there()
    {
        var objects = KubernetesManifests.From(await Ha.Value).Objects.Where(each => each.Namespace is "triage" or "triage-db-core").Select(each => each.Kind).ToHashSet();
        Assert.Superset(
            new HashSet<string>(
            [
                "Cluster", "ConfigMap", "Database", "Deployment", "HorizontalPodAutoscaler", "Ingress", "NetworkPolicy", "ObjectStore", "PodDisruptionBudget", "PodMonitor",
                "PrometheusRule", "ScheduledBackup", "Service", "ServiceAccount", "ServiceMonitor",
            ]),
            objects);
        Assert.Empty((await Ha.Value).Findings(AllGuardrails.All));
    }

    [Fact]
    public async Task It_migrates_as_the_owner_and_serves_with_least_rights()
    {
        var stack = await Ha.Value;
        var pod = Deployment(stack);
        Assert.Equal(["migrate", "--grant-to", "triage_app"], Texts(pod.Input("spec.template.spec.initContainers[0].args")));
        Assert.Equal("Host=triage-db-rw.triage-db-core.svc;Database=triage;Username=triage;SSL Mode=Require", Variable(pod, "spec.template.spec.initContainers[0]", "Triage__Database"));
        Assert.Equal(["serve"], Texts(pod.Input($"{Container}.args")));
        Assert.Equal("Host=triage-db-rw.triage-db-core.svc;Database=triage;Username=triage_app;SSL Mode=Require", Variable(pod, Container, "Triage__Database"));

        // Each sees its own password only.
        Assert.Equal(Password(stack, "triage"), stack.Single("kubernetes:core/v1:Secret", "triage-prepare").Input("""stringData["database-password"]"""));
        Assert.Equal(Password(stack, "triage_app"), stack.Single("kubernetes:core/v1:Secret", "triage-secrets").Input("""stringData["database-password"]"""));
        Assert.Equal(["prepare"], Mounts(pod, "spec.template.spec.initContainers[0]").Where(mount => mount != "files"));
        Assert.Equal(["secrets"], Mounts(pod, Container).Where(mount => mount != "files"));
    }

    [Fact]
    public async Task Alertmanager_and_triage_share_a_generated_token_that_is_in_no_render()
    {
        var stack = await Ha.Value;
        var token = (string)stack.Single("kubernetes:core/v1:Secret", "triage-secrets").Input("""stringData["credentials.alertmanager-token"]""")!;
        Assert.Equal(token, stack.Single("kubernetes:core/v1:Secret", "monitoring-receivers").Input("""stringData["triage-token"]"""));
        Assert.Equal("/run/secrets/app/credentials", Variable(Deployment(stack), Container, "Triage__SecretsDirectory"));
        Assert.All(KubernetesManifests.From(stack).Objects, each => Assert.DoesNotContain(token, each.ToYaml(), StringComparison.Ordinal));
        // Alertmanager calls the Service by the name that the platform's settings have as default.
        Assert.Contains(
            "http://triage.triage.svc/api/v1/alertmanager", CanonicalYaml.Write((ImmutableDictionary<string, object>)stack.Single("kubernetes:helm.sh/v3:Release", "kube-prometheus-stack").Inputs["values"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_the_document_are_files_apart_from_the_databases_password()
    {
        var secret = (await Ha.Value).Single("kubernetes:core/v1:Secret", "triage-secrets");
        Assert.Equal(
            ["Triage__DeadManUrl", "credentials.alertmanager-token", "credentials.ntfy-token", "database-password"],
            ((ImmutableDictionary<string, object>)secret.Inputs["stringData"]).Keys.Order(StringComparer.Ordinal));
        Assert.True(secret.IsSecret("stringData"));
    }

    [Fact]
    public async Task The_on_call_document_is_mounted_as_it_is_and_a_change_replaces_pods()
    {
        var stack = await Ha.Value;
        Assert.Equal(
            File.ReadAllText(Path.Combine(Basecamp.Tests.RepositoryFiles.Root, "on-call/ha.yaml")),
            stack.Single("kubernetes:core/v1:ConfigMap", "triage-files").Input("""data["on-call.yaml"]"""));
        Assert.NotNull(Deployment(stack).Input("""spec.template.metadata.annotations["basecamp.io/files"]"""));
    }

    [Fact]
    public async Task Several_replicas_scale_and_stay_apart()
    {
        var stack = await Ha.Value;
        Assert.Null(Deployment(stack).Input("spec.replicas"));
        var scaler = stack.Single("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "triage-autoscaler");
        Assert.Equal((2d, 4d), (scaler.Input("spec.minReplicas"), scaler.Input("spec.maxReplicas")));

        var apps = AppsRun.Apps();
        (apps["triage"]!["replicas"], apps["triage"]!["maxReplicas"]) = (3, 3);
        Assert.Equal(3d, Deployment(await AppsRun.With(apps)).Input("spec.replicas"));
    }

    [Fact]
    public async Task Mail_and_single_sign_on_name_files_and_never_values()
    {
        var apps = AppsRun.Apps();
        apps["triage"]!["mail"] = JsonNode.Parse("""{ "host": "smtp.example.org", "from": "pager@example.org", "user": "pager", "password": "the-mail-password" }""");
        apps["triage"]!["signOn"] = JsonNode.Parse("""{ "authority": "https://login.example.org", "clientSecret": "the-client-secret" }""");
        var stack = await AppsRun.With(apps);
        var pod = Deployment(stack);
        Assert.Equal(
            ("smtp.example.org", "587", "smtp-password", "oidc-client-secret"),
            (Variable(pod, Container, "Triage__Smtp__Host"), Variable(pod, Container, "Triage__Smtp__Port"), Variable(pod, Container, "Triage__Smtp__PasswordSecret"), Variable(pod, Container, "Triage__Oidc__ClientSecret")));
        Assert.All(KubernetesManifests.From(stack).Objects, each => Assert.DoesNotMatch("the-(mail|client)", each.ToYaml()));
        Assert.Contains("credentials.smtp-password", ((ImmutableDictionary<string, object>)stack.Single("kubernetes:core/v1:Secret", "triage-secrets").Inputs["stringData"]).Keys);
        Assert.Equal([443d, 587d], Ports(stack));
    }

    [Theory]
    [InlineData("""{ "onCall": "on-call/none.yaml" }""", "basecamp:apps.triage.onCall", "there is no such file")]
    [InlineData("""{ "onCall": "Pulumi.yaml" }""", "basecamp:apps.triage.onCall", "in which line")]
    [InlineData("""{ "credentials": {} }""", "basecamp:apps.triage.onCall", "names the credential \"ntfy-token\", which nobody provides")]
    [InlineData("""{ "credentials": { "ntfy-token": "x", "smtp-password": "y" } }""", "basecamp:apps.triage.credentials.smtp-password", "a name that the chart itself uses")]
    [InlineData("""{ "maxReplicas": 1 }""", "basecamp:apps.triage.maxReplicas", "less than the pods that run anyway")]
    [InlineData("""{ "mail": { "host": "a", "from": "b", "user": "c" } }""", "basecamp:apps.triage.mail", "only one of `user` and `password`")]
    [InlineData("""{ "signOn": { "authority": "http://a", "clientSecret": "x" } }""", "basecamp:apps.triage.signOn.authority", "must be an https address")]
    [InlineData("""{ "image": "registry.example.org/triage:1" }""", "basecamp:apps.triage.image", "has no digest")]
    public async Task What_would_keep_the_pager_from_paging_is_said_in_the_preview(string change, string path, string message)
    {
        var apps = AppsRun.Apps();
        foreach (var (setting, value) in (JsonObject)JsonNode.Parse(change)!)
            apps["triage"]![setting] = value?.DeepClone();
        var stack = await AppsRun.With(apps);
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Contains(invalid.Problems, problem => problem.Path == path && problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain(stack.Resources, resource => resource.Type != "pulumi:pulumi:StackReference");
    }

    [Fact]
    public async Task A_document_that_does_not_hear_Alertmanager_is_refused()
    {
        var directory = Directory.CreateTempSubdirectory("basecamp-on-call-");
        try
        {
            var text = File.ReadAllText(Path.Combine(Basecamp.Tests.RepositoryFiles.Root, "on-call/ha.yaml"));
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "deaf.yaml"), text[..text.IndexOf("keys:", StringComparison.Ordinal)]);
            var apps = AppsRun.Apps();
            apps["triage"]!["onCall"] = Path.Combine(directory.FullName, "deaf.yaml");
            var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single((await AppsRun.With(apps)).Errors).Exception);
            Assert.Contains("takes no alerts of Alertmanager", Assert.Single(invalid.Problems).Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static RecordedResource Deployment(RecordedStack stack) => stack.Single("kubernetes:apps/v1:Deployment", "triage");

    static object? Password(RecordedStack stack, string role) => stack.Single("kubernetes:core/v1:Secret", $"triage-db-role-{role}").Input("stringData.password");

    static IEnumerable<string> Texts(object? list) => ((ImmutableArray<object>)list!).Cast<string>();

    static string? Variable(RecordedResource deployment, string container, string name) => ((ImmutableArray<object>)deployment.Input($"{container}.env")!)
        .Cast<ImmutableDictionary<string, object>>().Where(variable => (string)variable["name"] == name).Select(variable => (string)variable["value"]).SingleOrDefault();

    static IEnumerable<string> Mounts(RecordedResource deployment, string container) =>
        ((ImmutableArray<object>)deployment.Input($"{container}.volumeMounts")!).Cast<ImmutableDictionary<string, object>>().Select(mount => (string)mount["name"]);

    static IEnumerable<object> Ports(RecordedStack stack) =>
        ((ImmutableArray<object>)KubernetesManifests.From(stack).Objects.Single(each => each is { Namespace: "triage", Name: "allow-internet" }).Resource.Input("spec.egress[0].ports")!)
            .Cast<ImmutableDictionary<string, object>>().Select(port => port["port"]);
}
