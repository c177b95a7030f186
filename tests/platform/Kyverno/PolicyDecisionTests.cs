using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Basecamp.Components.Kyverno;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Kyverno;

/// <summary>What the rules decide about real pods, evaluated as written into the objects; for pods, and for Deployments as Kyverno derives them.</summary>
public sealed class PolicyDecisionTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    const string Good = """
        { "containers": [ {
          "name": "web", "image": "ghcr.io/me/web:1.2.3",
          "resources": { "requests": { "cpu": "10m", "memory": "32Mi" }, "limits": { "memory": "64Mi" } },
          "securityContext": { "runAsNonRoot": true }, "ports": [ { "containerPort": 8080 } ] } ] }
        """;

    static readonly Lazy<Task<RecordedStack>> Policies = new(() => PlatformRun.Of(platform => _ = new KyvernoPolicies("policies", new() { Platform = platform })));

    public static TheoryData<string, string, bool> Cases => new()
    {
        { "pinned-images", Image("ghcr.io/me/web:1.2.3"), true },
        { "pinned-images", Image($"ghcr.io/me/web@{Digest}"), true },
        { "pinned-images", Image($"ghcr.io/me/web:latest@{Digest}"), true },
        { "pinned-images", Image("localhost:5000/web:1"), true },
        { "pinned-images", Image("ghcr.io/me/web"), false },
        { "pinned-images", Image("ghcr.io/me/web:latest"), false },
        { "pinned-images", Image("localhost:5000/web"), false },
        { "pinned-images", With("initContainers", """[ { "name": "i", "image": "busybox" } ]"""), false },
        { "pinned-images", With("initContainers", """[ { "name": "i", "image": "busybox:1.37" } ]"""), true },
        { "pinned-images", With("ephemeralContainers", """[ { "name": "d", "image": "busybox:latest" } ]"""), false },

        { "stated-resources", Good, true },
        { "stated-resources", Container("resources", "{}"), false },
        { "stated-resources", Container("resources", null), false },
        { "stated-resources", Container("resources", """{ "requests": { "cpu": "1", "memory": "1Gi" } }"""), false },
        { "stated-resources", Container("resources", """{ "requests": { "cpu": "1" }, "limits": { "memory": "1Gi" } }"""), false },
        { "stated-resources", Container("resources", """{ "limits": { "memory": "1Gi" } }"""), false },
        { "stated-resources", With("initContainers", """[ { "name": "i", "image": "busybox:1" } ]"""), false },
        { "stated-resources", With("ephemeralContainers", """[ { "name": "d", "image": "busybox:1" } ]"""), true },

        { "non-root", Good, true },
        { "non-root", Container("securityContext", null), false },
        { "non-root", Container("securityContext", "{}"), false },
        { "non-root", Container("securityContext", """{ "runAsNonRoot": false }"""), false },
        { "non-root", Container("securityContext", null, "securityContext", """{ "runAsNonRoot": true }"""), true },
        { "non-root", Container("securityContext", null, "securityContext", """{ "runAsUser": 1000 }"""), false },
        // The container's own word counts more than its pod's.
        { "non-root", Container("securityContext", """{ "runAsNonRoot": false }""", "securityContext", """{ "runAsNonRoot": true }"""), false },
        { "non-root", Container("securityContext", """{ "runAsNonRoot": true, "runAsUser": 0 }"""), false },
        { "non-root", With("securityContext", """{ "runAsUser": 0 }"""), false },
        { "non-root", With("initContainers", """[ { "name": "i", "image": "busybox:1" } ]"""), false },

        { "no-host-access", Good, true },
        { "no-host-access", With("hostNetwork", "false"), true },
        { "no-host-access", With("hostNetwork", "true"), false },
        { "no-host-access", With("hostPID", "true"), false },
        { "no-host-access", With("hostIPC", "true"), false },
        { "no-host-access", With("volumes", """[ { "name": "v", "emptyDir": {} } ]"""), true },
        { "no-host-access", With("volumes", """[ { "name": "v", "emptyDir": {} }, { "name": "h", "hostPath": { "path": "/" } } ]"""), false },
        { "no-host-access", Container("ports", """[ { "containerPort": 80, "hostPort": 80 } ]"""), false },
        { "no-host-access", Container("ports", """[ { "containerPort": 80, "hostPort": 0 } ]"""), true },
        { "no-host-access", Container("ports", null), true },
        { "no-host-access", Container("securityContext", """{ "privileged": true }"""), false },
        { "no-host-access", Container("securityContext", """{ "privileged": false }"""), true },
        { "no-host-access", With("initContainers", """[ { "name": "i", "image": "b:1", "securityContext": { "privileged": true } } ]"""), false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pods_are_judged_as_the_rule_says(string policy, string podSpec, bool accepted)
    {
        var pod = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "web" }, ["spec"] = JsonNode.Parse(podSpec) };
        Assert.Equal(accepted, Accepts(await Policies.Value, policy, pod));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_Deployment_is_judged_like_its_pods(string policy, string podSpec, bool accepted)
    {
        var deployment = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = JsonNode.Parse(podSpec) } } };
        Assert.Equal(accepted, Accepts(await Policies.Value, policy, deployment, text => text.Replace("object.spec", "object.spec.template.spec", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "labels": { "app.kubernetes.io/name": "web" } }""", true)]
    [InlineData("""{ "labels": { "app.kubernetes.io/name": "" } }""", false)]
    [InlineData("""{ "labels": { "app": "web" } }""", false)]
    [InlineData("""{ "name": "web" }""", false)]
    public async Task Workloads_carry_the_labels(string metadata, bool accepted) =>
        Assert.Equal(accepted, Accepts(await Policies.Value, "required-labels", new JsonObject { ["metadata"] = JsonNode.Parse(metadata) }));

    [Theory]
    [InlineData("1 == 1 && 'a' in ['b']")]
    [InlineData("object.missing")]
    [InlineData("object.missing.all(x, true)")]
    [InlineData("'a'.unknown('b')")]
    [InlineData("true && (")]
    public void An_expression_that_is_not_understood_decides_nothing(string expression) =>
        Assert.ThrowsAny<Exception>(() => Cel.Evaluate(expression, new Dictionary<string, object?> { ["object"] = new Dictionary<string, object?>() }));

    [Theory]
    [InlineData("has(object.a) || object.missing", true)]
    [InlineData("object.missing || has(object.a)", true)]
    [InlineData("!has(object.a) && object.missing", false)]
    [InlineData("has(object.b) ? object.b : 'x' == 'x'", true)]
    public void One_side_that_decides_is_enough(string expression, bool expected) =>
        Assert.Equal(expected, Cel.Evaluate(expression, new Dictionary<string, object?> { ["object"] = new Dictionary<string, object?> { ["a"] = 1L } }));

    static bool Accepts(RecordedStack stack, string policy, JsonNode subject, Func<string, string>? derived = null)
    {
        derived ??= text => text;
        var scope = new Dictionary<string, object?> { ["object"] = Cel.Of(subject) };
        var values = new Dictionary<string, object?>();
        scope["variables"] = values;
        foreach (var variable in Maps(stack.Field("ValidatingPolicy", policy, "spec.variables")))
            values[(string)variable["name"]] = Cel.Evaluate(derived((string)variable["expression"]), scope);
        return Maps(stack.Field("ValidatingPolicy", policy, "spec.validations")).All(validation => (bool)Cel.Evaluate(derived((string)validation["expression"]), scope)!);
    }

    static IEnumerable<ImmutableDictionary<string, object>> Maps(object? list) =>
        list is ImmutableArray<object> items ? items.Cast<ImmutableDictionary<string, object>>() : [];

    static string Image(string image) => Container("image", JsonValue.Create(image).ToJsonString());

    // The good pod with one field of its container changed or removed, and perhaps one of its own.
    static string Container(string field, string? value, string? podField = null, string? podValue = null)
    {
        var pod = JsonNode.Parse(Good)!.AsObject();
        Set(pod["containers"]![0]!.AsObject(), field, value);
        if (podField is not null)
            Set(pod, podField, podValue);
        return pod.ToJsonString();
    }

    static string With(string field, string value)
    {
        var pod = JsonNode.Parse(Good)!.AsObject();
        Set(pod, field, value);
        return pod.ToJsonString();
    }

    static void Set(JsonObject map, string field, string? value)
    {
        if (value is null)
            map.Remove(field);
        else
            map[field] = JsonNode.Parse(value);
    }
}
