using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;

namespace Basecamp.Cli.Tests.Diff;

public sealed class StackExportTests
{
    const string Sig = "\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\"";

    static string Export(params string[] resources) => $$"""{"version": 3, "deployment": {"manifest": {}, "resources": [{{string.Join(",\n", resources)}}] } }""";

    static string Resource(string type, string name, string inputs, string rest = "") =>
        $$"""{"urn": "urn:pulumi:ha::basecamp::{{type}}::{{name}}", "custom": true, "id": "x", "type": "{{type}}", "inputs": {{inputs}}{{rest}} }""";

    static string Map(string metadata, string data) => Resource("kubernetes:core/v1:ConfigMap", "settings",
        $$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": { {{metadata}} }, "data": { {{data}} }, "__fieldManager": "x", "__initialApiVersion": "v1"}""");

    static string Secret(string data) => Resource("kubernetes:core/v1:Secret", "login",
        $$"""{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "login", "namespace": "shop"}, "stringData": {{data}}}""");

    static DiffReport Compare(string before, string after) =>
        DiffReport.Of(StackExportReader.Read("old.json", before), StackExportReader.Read("new.json", after));

    static string Markdown(DiffReport report) => new DiffMarkdown(report, 60_000).Write() + DiffJson.Write(report, 0);

    [Fact]
    public void What_pulumi_adds_on_its_own_does_not_count()
    {
        var autonamed = Map("\"name\": \"settings-1a2b3c4d\", \"annotations\": {\"pulumi.com/autonamed\": \"true\"}, \"labels\": {\"app.kubernetes.io/managed-by\": \"pulumi\"}", "\"a\": \"b\"");
        var rendered = States.Side("render", States.Object("v1", "ConfigMap", "settings", "data: {a: b}", ns: "default"));

        Assert.Empty(DiffReport.Of(StackExportReader.Read("old.json", Export(autonamed)), rendered).Objects);
    }

    [Theory]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: {egress: [{to: [{podSelector: {}}], ports: []}]}", """{"egress": [{"to": [{"podSelector": {}}]}]}""", false)]
    [InlineData("scheduling.k8s.io/v1", "PriorityClass", "spec: {globalDefault: false}", "{}", false)]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: {}}", "{}", true)]
    [InlineData("v1", "Pod", "spec: {automountServiceAccountToken: false}", "{}", true)]
    [InlineData("v1", "Pod", "spec: {hostUsers: false}", "{}", true)]
    [InlineData("v1", "Pod", "spec: {hostNetwork: false}", "{}", false)]
    [InlineData("v1", "Pod", "spec: {hostNetwork: true}", "{}", true)]
    [InlineData("example.org/v1", "Car", "spec: {doors: []}", "{}", true)]
    [InlineData("example.org/v1", "Car", "spec: {electric: false}", "{}", true)]
    public void What_a_provider_leaves_out_because_it_says_nothing_is_no_change(string apiVersion, string kind, string written, string deployed, bool isChange)
    {
        var export = Export(Resource($"kubernetes:{apiVersion}:{kind}", "x", $$"""{"apiVersion": "{{apiVersion}}", "kind": "{{kind}}", "metadata": {"name": "x", "namespace": "shop"}, "spec": {{deployed}} }"""));
        var rendered = States.Side("render", States.Object(apiVersion, kind, "x", written, ns: "shop"));

        Assert.Equal(isChange, DiffReport.Of(StackExportReader.Read("old.json", export), rendered).Objects.Any());
        // Two renders are compared as they are written.
        var without = States.Side("before", States.Object(apiVersion, kind, "x", "spec: {}", ns: "shop"));
        Assert.NotEmpty(DiffReport.Of(without, rendered).Objects);
    }

    [Fact]
    public async Task What_was_deployed_and_exported_is_what_was_rendered()
    {
        // 54 objects of every kind of `ha`, exported after `pulumi up` on the published provider.
        var directory = System.IO.Path.Combine(RealProcess.RepositoryRoot, "tests/cli/Diff/Deployed");
        using var cli = new Cli();

        var result = await cli.Run("diff", $"{directory}/export.json", $"{directory}/render");

        Assert.Equal((0, "diff: no change"), (result.ExitCode, result.LastLine));
        var rendered = string.Concat(System.IO.Directory.GetFiles($"{directory}/render", "*.yaml", System.IO.SearchOption.AllDirectories).Select(System.IO.File.ReadAllText));
        Assert.Contains("ports: []", rendered, StringComparison.Ordinal);
        Assert.Contains("globalDefault: false", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_of_a_chart_in_a_directory_is_the_providers_to_read()
    {
        static string Release(string chart, string version) => Resource("kubernetes:helm.sh/v3:Release", "definitions",
            $$"""{"name": "definitions", "namespace": "kube-system", "chart": "{{chart}}", "version": "{{version}}", "compat": "true"}""");

        Assert.Empty(Compare(Export(Release("./.definitions/a-v1", "0.0.0-sha1")), Export(Release("./.definitions/a-v1", "0.0.0-sha2"))).Objects);
        Assert.NotEmpty(Compare(Export(Release("./.definitions/a-v1", "0.0.0-sha1")), Export(Release("./.definitions/a-v2", "0.0.0-sha1"))).Objects);
    }

    [Fact]
    public void A_chart_is_compared_by_version_and_values()
    {
        static string Release(string version, string rest = "") => Resource("kubernetes:helm.sh/v3:Release", "traefik",
            $$$"""{"name": "traefik", "namespace": "traefik-system", "chart": "traefik", "version": "{{{version}}}", "values": {"a": {{{version[..1]}}}}, "compat": "true", "resourceNames": {"x": ["y"]}}""", rest);

        var changed = Assert.Single(Compare(Export(Release("41.0.0")), Export(Release("52.0.0"))).Objects);
        var ignored = Compare(Export(Release("41.0.0", ", \"ignoreChanges\": [\"values\", \"version\"]")), Export(Release("52.0.0")));

        Assert.Equal(["values.a", "version"], changed.Fields.Select(field => field.Path.ToString()));
        Assert.Empty(ignored.Objects);
    }

    [Fact]
    public void Definitions_pending_deletions_and_other_clouds_are_not_compared_and_it_says_so()
    {
        var definition = Resource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "cars", """{"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "cars"}}""",
            ", \"parent\": \"urn:pulumi:ha::basecamp::kubernetes:yaml/v2:ConfigGroup::crds\"");
        var group = """{"urn": "urn:pulumi:ha::basecamp::kubernetes:yaml/v2:ConfigGroup::crds", "custom": false, "type": "kubernetes:yaml/v2:ConfigGroup"}""";
        var password = Resource("random:index/randomPassword:RandomPassword", "p", "{}");
        var deleted = Map("\"name\": \"gone\"", "\"a\": \"b\"").Replace("\"custom\"", "\"delete\": true, \"custom\"");

        var report = Compare(Export(group, definition, password, deleted), Export());

        Assert.Empty(report.Objects);
        Assert.Equal(
            ["1 object of old.json that the provider read from YAML (custom resource definitions), which renders leave out.",
                "1 resource of old.json outside of Kubernetes; 'pulumi preview' compares them."], report.Notices);
    }

    [Theory]
    [InlineData("kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization", true)]
    [InlineData("kubernetes:apps/v1:Deployment", true)]
    [InlineData("kubernetes:kustomize/v2:Directory", false)]
    [InlineData("kubernetes:kustomize:Directory", false)]
    [InlineData("kubernetes:yaml/v2:ConfigGroup", false)]
    [InlineData("kubernetes:yaml:ConfigFile", false)]
    [InlineData("kubernetes:core/v1:NodePatch", false)]
    [InlineData("random:index/randomPassword:RandomPassword", false)]
    public void Objects_that_the_program_states_are_compared(string type, bool isCompared) => Assert.Equal(isCompared, PulumiObject.IsCompared(type));

    [Theory]
    [InlineData("hunter2hunter2", "hunter2hunter2", "no change")]
    [InlineData("hunter2hunter2", "hunter3hunter3", "! data.password: (secret, changed)")]
    public void A_secret_that_changed_is_recognized_and_never_shown(string before, string after, string shown)
    {
        static string Of(string value) => Export(Secret($$"""{ {{Sig}}, "plaintext": "{\"password\":\"{{value}}\"}" }"""), Map("\"name\": \"settings\"", $"\"url\": \"https://x:{value}@y\""));

        var text = Markdown(Compare(Of(before), Of(after)));

        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("hunter"u8)[..8], text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ciphertext_is_compared_and_never_shown()
    {
        static string Of(string cipher) => Export(Secret($$"""{ {{Sig}}, "ciphertext": "{{cipher}}" }"""));

        Assert.Empty(Compare(Of("v1:aaaa"), Of("v1:aaaa")).Objects);
        var text = Markdown(Compare(Of("v1:aaaa"), Of("v1:bbbb")));
        Assert.Contains("! data: (secret, changed)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("v1:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_not_shown_where_the_other_state_has_it_in_plain_text()
    {
        var hidden = Export(Map("\"name\": \"settings\"", $$"""
            "token": { {{Sig}}, "ciphertext": "v1:aaaa" }
            """));
        var plain = Export(Map("\"name\": \"settings\"", "\"token\": \"plainplain1\""));

        Assert.DoesNotContain("plainplain1", Markdown(Compare(hidden, plain)) + Markdown(Compare(plain, hidden)), StringComparison.Ordinal);
        Assert.Single(Compare(hidden, plain).Objects);
    }

    [Fact]
    public void Next_to_a_render_secrets_are_left_out_and_not_removed()
    {
        var render = States.Side("render", "", isRender: true) with { CanHoldSecrets = false };

        var report = DiffReport.Of(StackExportReader.Read("old.json", Export(Secret("{\"a\": \"b\"}"))), render);

        Assert.Empty(report.Objects);
        Assert.Equal(["1 object of old.json that hold secrets, which renders leave out. With --stack and --export they are compared too."], report.Notices);
    }

    [Fact]
    public async Task A_stack_is_compared_with_its_export_secrets_by_name_and_key()
    {
        using var cli = new Cli();
        var deployment = Resource("kubernetes:apps/v1:Deployment", "triage",
            """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "triage", "namespace": "triage"}, "spec": {"replicas": 3, "template": {"spec": {"containers": [
              {"name": "triage", "image": "ghcr.io/basecamp/triage:1.4.0@sha256:6f1e", "args": ["--greeting", "hello"]}]}}}}
            """);
        var secret = Resource("kubernetes:core/v1:Secret", "registry-login",
            $$"""{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "registry-login", "namespace": "ingress-system"}, "data": { {{Sig}}, "plaintext": "{\"password\":\"aHVudGVy\",\"old\":\"aHVudGVy\"}"} }""");
        cli.Write("export.json", Export(deployment, secret));

        var result = await cli.Run("diff", "--stack", "lab", "--export", "export.json", "--format", "json", "--fail-on", "never");

        Assert.Equal("", result.Error);
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        var fields = json.RootElement.GetProperty("objects").EnumerateArray()
            .SelectMany(each => each.GetProperty("fields").EnumerateArray().Select(field => $"{each.GetProperty("kind")} {field.GetProperty("path")} {field.GetProperty("before")}"));
        Assert.Equal(["Secret data.old (secret)", "Deployment spec.replicas 3"], fields);
        Assert.Contains("1 file of Pulumi.lab.yaml on machines, of which an export knows nothing.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVy", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"deployment\": ", "is not valid JSON")]
    [InlineData("{\"deployment\": {}}", "it has no deployment.resources")]
    [InlineData("hello", "is neither a stack export nor a file of Kubernetes objects")]
    public async Task A_file_that_is_no_state_is_refused(string text, string message)
    {
        using var cli = new Cli();
        cli.Write("file.json", text);

        var result = await cli.Run("diff", "--stack", "lab", "--export", "file.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
