using System.Text.Json.Nodes;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Tests.Programs;

namespace Basecamp.Testing.Tests.Guardrails;

public class ManifestGuardrailsTests
{
    const string Digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    // What no guardrail objects to; each test changes one thing in it.
    const string Good = $$"""
        {
          "replicas": 2,
          "template": {
            "metadata": { "labels": { "app": "web" } },
            "spec": {
              "securityContext": { "runAsNonRoot": true },
              "topologySpreadConstraints": [{ "maxSkew": 1 }],
              "containers": [{
                "name": "web",
                "image": "example.org/web:1.2.3{{Digest}}",
                "securityContext": { "allowPrivilegeEscalation": false },
                "resources": { "requests": { "cpu": "10m", "memory": "32Mi" }, "limits": { "memory": "64Mi" } }
              }]
            }
          }
        }
        """;

    static async Task<IReadOnlyList<Finding>> Check(params (string ApiVersion, string Kind, string Name, string Json)[] objects) =>
        (await RecordedStack.RunAsync(() =>
        {
            foreach (var (apiVersion, kind, name, json) in objects)
            {
                var body = (JsonObject)JsonNode.Parse(json)!;
                var metadata = Plain(body["metadata"]) as Dictionary<string, object> ?? [];
                metadata["name"] = name;
                if (kind != "Namespace")
                    metadata["namespace"] = "shop";
                _ = new KubernetesResource($"{apiVersion}:{kind}", $"{kind}-{name}", new()
                {
                    ApiVersion = apiVersion,
                    Kind = kind,
                    Metadata = metadata,
                    Spec = (Dictionary<string, object>)Plain(body["spec"] ?? body)!,
                });
            }
        })).Findings(AllGuardrails.Manifests);

    static Task<IReadOnlyList<Finding>> Deployment(Action<JsonObject> change, string annotations = "{}", bool budget = true)
    {
        var spec = (JsonObject)JsonNode.Parse(Good)!;
        change(spec);
        var deployment = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = JsonNode.Parse(annotations) }, ["spec"] = spec };
        const string pdb = """{ "spec": { "selector": { "matchLabels": { "app": "web" } } } }""";
        return budget
            ? Check(("apps/v1", "Deployment", "web", deployment.ToJsonString()), ("policy/v1", "PodDisruptionBudget", "web", pdb))
            : Check(("apps/v1", "Deployment", "web", deployment.ToJsonString()));
    }

    static JsonObject Pod(JsonObject deployment) => (JsonObject)deployment["template"]!["spec"]!;

    static JsonObject Container(JsonObject deployment) => (JsonObject)Pod(deployment)["containers"]![0]!;

    [Fact]
    public async Task A_careful_deployment_has_no_finding() => Assert.Empty(await Deployment(_ => { }));

    public static TheoryData<string, string, string> Privileges => new()
    {
        { "pod", """{ "hostNetwork": true }""", "uses the node's namespace: hostNetwork." },
        { "pod", """{ "hostPID": true }""", "uses the node's namespace: hostPID." },
        { "pod", """{ "volumes": [{ "name": "var", "hostPath": { "path": "/var" } }] }""", "mounts a directory of the node: /var." },
        { "container", """{ "securityContext": { "allowPrivilegeEscalation": false, "privileged": true } }""", "container web is privileged." },
        { "container", """{ "securityContext": {} }""", "container web may escalate its privileges." },
        {
            "container", """{ "securityContext": { "allowPrivilegeEscalation": false, "capabilities": { "add": ["NET_ADMIN"] } } }""",
            "container web adds capabilities: NET_ADMIN."
        },
    };

    [Theory]
    [MemberData(nameof(Privileges))]
    public async Task BC004_reports_every_way_to_the_node(string where, string change, string message)
    {
        var finding = Assert.Single(await Deployment(spec => Merge(where == "pod" ? Pod(spec) : Container(spec), change)));
        Assert.Equal(("BC004", message), (finding.Id, finding.Message));
    }

    [Fact]
    public async Task A_stated_reason_exempts_and_an_empty_one_does_not()
    {
        static void HostNetwork(JsonObject spec) => Pod(spec)["hostNetwork"] = true;
        Assert.Empty(await Deployment(HostNetwork, """{ "basecamp.io/allow-bc004": "it is the load balancer" }"""));
        Assert.Equal(["BC004"], (await Deployment(HostNetwork, """{ "basecamp.io/allow-bc004": " " }""")).Select(finding => finding.Id));
        Assert.Equal(["BC004"], (await Deployment(HostNetwork, """{ "basecamp.io/allow-bc005": "another one" }""")).Select(finding => finding.Id));
    }

    [Fact]
    public async Task BC005_reports_root_in_pods_and_in_containers()
    {
        Assert.Equal(["BC005"], (await Deployment(spec => Pod(spec).Remove("securityContext"))).Select(finding => finding.Id));
        var contradicted = await Deployment(spec => Container(spec)["securityContext"]!["runAsNonRoot"] = false);
        Assert.Equal("container web may run as root.", Assert.Single(contradicted).Message);
        Assert.Empty(await Deployment(spec =>
        {
            Pod(spec).Remove("securityContext");
            Container(spec)["securityContext"]!["runAsNonRoot"] = true;
        }));
    }

    [Theory]
    [InlineData("web", "has no tag, which means latest")]
    [InlineData("registry:5000/web", "has no tag, which means latest")]
    [InlineData("registry:5000/web:latest", "is latest")]
    [InlineData("web:1.2.3", "has no digest, so its tag can be moved to other content")]
    [InlineData("web" + Digest, null)]
    public async Task BC006_reports_images_that_may_change(string image, string? reason) => Assert.Equal(
        reason is null ? [] : new[] { $"image '{image}' {reason}." },
        (await Deployment(spec => Container(spec)["image"] = image)).Select(finding => finding.Message));

    [Fact]
    public async Task BC007_names_every_missing_request_and_limit()
    {
        var finding = Assert.Single(await Deployment(spec => Container(spec)["resources"] = JsonNode.Parse("""{ "requests": { "cpu": "1" } }""")));
        Assert.Equal(("BC007", "container web has no requests.memory, limits.memory."), (finding.Id, finding.Message));
    }

    [Fact]
    public async Task BC007_looks_at_init_containers_too() => Assert.Equal(
        ["BC004", "BC007"],
        (await Deployment(spec => Pod(spec)["initContainers"] = new JsonArray(new JsonObject { ["name"] = "init", ["image"] = $"x{Digest}" })))
            .Select(finding => finding.Id));

    [Theory]
    [InlineData("""{ "podSelector": {}, "policyTypes": ["Ingress", "Egress"] }""", null)]
    [InlineData("""{ "podSelector": {}, "policyTypes": ["Ingress"] }""", "no policy denies egress by default.")]
    [InlineData("""{ "podSelector": {}, "policyTypes": ["Ingress", "Egress"], "ingress": [{}] }""", "no policy denies ingress by default.")]
    [InlineData("""{ "podSelector": { "matchLabels": { "app": "web" } }, "policyTypes": ["Ingress", "Egress"] }""", "no policy denies ingress and egress by default.")]
    public async Task BC008_reports_namespaces_that_are_open_in_a_direction(string policy, string? message) => Assert.Equal(
        message is null ? [] : new[] { message },
        (await Check(
            ("v1", "Namespace", "shop", """{ "metadata": { "labels": { "pod-security.kubernetes.io/enforce": "restricted" } } }"""),
            ("networking.k8s.io/v1", "NetworkPolicy", "policy", $$"""{ "spec": {{policy}} }"""))).Select(finding => finding.Message));

    [Fact]
    public async Task BC009_reports_replicas_without_budget_or_spread_but_not_a_single_one()
    {
        Assert.Equal(["2 replicas have no PodDisruptionBudget: one drain may evict all."], (await Deployment(_ => { }, budget: false)).Select(finding => finding.Message));
        Assert.Equal(["2 replicas may all run on one node."], (await Deployment(spec => Pod(spec).Remove("topologySpreadConstraints"))).Select(finding => finding.Message));
        Assert.Empty(await Deployment(
            spec =>
            {
                spec["replicas"] = 1;
                Pod(spec).Remove("topologySpreadConstraints");
            },
            budget: false));
    }

    [Fact]
    public async Task BC010_reports_what_an_alert_does_not_say()
    {
        const string rules = """
            { "spec": { "groups": [{ "rules": [
              { "alert": "Silent", "labels": {}, "annotations": { "summary": "x" } },
              { "alert": "Helpful", "labels": { "severity": "warning" }, "annotations": { "summary": "x", "description": "y", "runbook_url": "https://runbooks.example.org/z.md" } },
              { "record": "no:alert" }
            ] }] } }
            """;
        var finding = Assert.Single(await Check(("monitoring.coreos.com/v1", "PrometheusRule", "rules", rules)));
        Assert.Equal(("BC010", "alert Silent has no severity, description, runbook_url."), (finding.Id, finding.Message));
    }

    [Theory]
    [InlineData("https://runbooks.example.org/a.md", true)]
    [InlineData("https://runbooks.example.org/{{ $labels.alertname }}", true)]
    [InlineData("docs/runbooks/a.md", false)]
    [InlineData("/docs/runbooks/a.md", false)]
    [InlineData("file:///docs/runbooks/a.md", false)]
    [InlineData("https:///a.md", false)]
    public async Task BC010_reports_a_runbook_that_is_no_link_where_it_is_read(string runbook, bool isLink)
    {
        var rules = $$$"""
            { "spec": { "groups": [{ "rules": [
              { "alert": "Down", "labels": { "severity": "warning" }, "annotations": { "summary": "x", "description": "y", "runbook_url": "{{{runbook}}}" } }
            ] }] } }
            """;
        var findings = await Check(("monitoring.coreos.com/v1", "PrometheusRule", "rules", rules));
        Assert.Equal(
            isLink ? [] : new[] { ("BC010", $"alert Down has the runbook_url '{runbook}', which is no absolute web address.") },
            findings.Select(finding => (finding.Id, finding.Message)));
    }

    [Theory]
    [InlineData("{}", "enforces no Pod Security Standard.")]
    [InlineData("""{ "pod-security.kubernetes.io/enforce": "privileged" }""", "enforces only the privileged Pod Security Standard.")]
    [InlineData("""{ "pod-security.kubernetes.io/enforce": "restricted" }""", null)]
    public async Task BC011_reports_namespaces_below_restricted(string labels, string? message)
    {
        const string deny = """{ "spec": { "podSelector": {}, "policyTypes": ["Ingress", "Egress"] } }""";
        var findings = await Check(
            ("v1", "Namespace", "shop", $$"""{ "metadata": { "labels": {{labels}} } }"""),
            ("networking.k8s.io/v1", "NetworkPolicy", "deny", deny));
        Assert.Equal(message is null ? [] : new[] { message }, findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2hunter2", "what looks like a secret")]
    [InlineData("apiKey", "abcdef", "what looks like a secret")]
    [InlineData("Smtp__Password", "abcdef", "what looks like a secret")]
    [InlineData("DATABASE_URL", "postgres://shop:hunter2@db:5432/shop", "an address with a password")]
    [InlineData("EXTRA", "ghp_0123456789abcdefghijklmnopqrstuvwxyz", "a token of GitHub, GitLab or Slack")]
    [InlineData("EXTRA", "AKIAABCDEFGHIJKLMNOP", "an access key of AWS")]
    [InlineData("EXTRA", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", "a private key")]
    [InlineData("EXTRA", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzaG9wIn0.c2ln", "a JSON Web Token")]
    [InlineData("DB_PASSWORD_FILE", "/run/secrets/db/password", null)]
    [InlineData("DB_PASSWORD", "/run/secrets/db/password", null)]
    [InlineData("DB_PASSWORD", "$(DB_PASSWORD_OF_SECRET)", null)]
    [InlineData("DB_PASSWORD", "", null)]
    [InlineData("USE_TOKEN", "true", null)]
    [InlineData("TOKEN_TTL", "3600", null)]
    [InlineData("DATABASE_URL", "postgres://shop:$(DB_PASSWORD)@db:5432/shop", null)]
    [InlineData("TOKENIZER", "words", null)]
    public async Task BC015_reports_what_looks_like_a_secret_and_never_shows_it(string name, string value, string? what)
    {
        var findings = await Deployment(spec => Container(spec)["env"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value }));
        Assert.Equal(
            what is null ? [] : new[] { ("BC015", $"container web has {what} in its environment in plain text: {name}.") },
            findings.Select(finding => (finding.Id, finding.Message)));
        Assert.All(findings, finding => Assert.DoesNotContain(value, finding.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task BC015_leaves_references_alone_and_can_be_exempted()
    {
        const string reference = """{ "name": "DB_PASSWORD", "valueFrom": { "secretKeyRef": { "name": "db", "key": "password" } } }""";
        Assert.Empty(await Deployment(spec => Container(spec)["env"] = new JsonArray(JsonNode.Parse(reference))));
        Assert.Empty(await Deployment(
            spec => Container(spec)["env"] = new JsonArray(new JsonObject { ["name"] = "CSRF_TOKEN", ["value"] = "header" }),
            """{ "basecamp.io/allow-bc015": "the name of a header" }"""));
    }

    [Theory]
    [InlineData("https://shop:hunter2@example.org/", "holds an address with a password in plain text: settings.ini.")]
    [InlineData("https://example.org/", null)]
    public async Task BC015_looks_into_ConfigMaps(string address, string? message)
    {
        var stack = await RecordedStack.RunAsync(() => _ = new KubernetesResource("v1:ConfigMap", "shop", new()
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = new Dictionary<string, object> { ["name"] = "shop", ["namespace"] = "shop" },
            Data = new Dictionary<string, string> { ["settings.ini"] = $"[upstream]\naddress = {address}\n" },
        }));
        Assert.Equal(message is null ? [] : new[] { message }, stack.Findings(AllGuardrails.Manifests).Select(finding => finding.Message));
    }

    [Fact]
    public void Ids_are_unique_and_in_order() => Assert.Equal(
        [.. Enumerable.Range(1, 11).Select(number => $"BC{number:000}"), "BC014", "BC015"], AllGuardrails.All.Select(guardrail => guardrail.Id).Order());

    static void Merge(JsonObject target, string change)
    {
        foreach (var (key, value) in (JsonObject)JsonNode.Parse(change)!)
            target[key] = value?.DeepClone();
    }

    static object? Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)!),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        JsonValue value => value.GetValue<string>(),
        _ => null,
    };
}
