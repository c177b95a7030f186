using System.Collections.Immutable;
using Basecamp.Manifests.Contracts;
using Basecamp.Manifests.Objects;
using Basecamp.Tests;

namespace Basecamp.Manifests.Tests.Contracts;

public class ObjectContractTests
{
    const string Text = """
        # example
        [example.dev/v1 Thing namespaced]
        apiVersion string required
        kind string required
        metadata @ObjectMeta
        spec object required
        spec.* any
        spec.free any
        spec.mode string required enum=["Fast","Slow one"]
        spec.port int-or-string
        spec.ratio number
        spec.ready boolean
        spec.routes []object
        spec.routes[].labels {}string
        spec.routes[].name string required
        spec.routes[].steps [][]string
        spec.sizes {}quantity
        spec.strict object
        spec.strict.a\.b integer
        spec.strict.nested {}object
        spec.strict.nested.*.name string
        spec.tree @Tree
        spec.zones []string enum=["a","b"]

        [example.dev/v1 Cluster cluster]
        apiVersion string required

        [@ObjectMeta]
        labels {}string
        name string

        [@Tree]
        children []@Tree
        value integer
        """;

    static readonly ObjectContracts Example = ObjectContracts.Read(new StringReader(Text));
    static readonly ObjectContracts Published = ObjectContracts.Load(ContractFiles.Objects);

    [Theory]
    [InlineData("")]
    [InlineData(""", "port": 80""")]
    [InlineData(""", "port": "http", "ratio": 0.5, "ready": true, "free": [{"any": 1}], "unnamed": 1""")]
    [InlineData(""", "routes": [{"name": "a", "labels": {"any.key/x": "y"}, "steps": [["a"], []]}]""")]
    [InlineData(""", "sizes": {"cpu": "500m", "memory": "1.5Gi", "count": 3, "half": 0.5, "exp": "1e3"}""")]
    [InlineData(""", "strict": {"a.b": 1, "nested": {"any": {"name": "x"}}}""")]
    [InlineData(""", "tree": {"value": 1, "children": [{"value": 2, "children": [{"value": 3}]}]}""")]
    [InlineData(""", "zones": ["a", "b", "a"]""")]
    [InlineData(""", "port": null, "routes": null, "strict": {"a.b": null}""")]
    public void Accepts_what_the_kind_has(string more) => Assert.Empty(Check(more));

    [Theory]
    [InlineData(""", "strict": {"a.c": 1}""", @"spec.strict.a\.c", @"spec.strict.a\.b")]
    [InlineData(""", "strict": {"nested": {"x": {"nam": "y"}}}""", "spec.strict.nested.x.nam", "spec.strict.nested.x.name")]
    [InlineData(""", "tree": {"children": [{"value": 1}, {"children": [{"vaule": 1}]}]}""", "spec.tree.children[1].children[0].vaule", "spec.tree.children[1].children[0].value")]
    [InlineData(""", "routes": [{"name": "a"}, {"name": "b", "zzz": 1}]""", "spec.routes[1].zzz", null)]
    public void Refuses_an_unknown_field(string more, string path, string? suggestion) => Assert.Equal(
        new(path, ContractRule.Unknown, "Thing (example.dev/v1) has no such field.", suggestion), Assert.Single(Check(more)));

    [Theory]
    [InlineData(""", "port": true""", "spec.port", "Is true or false, but must be text or a whole number.")]
    [InlineData(""", "port": 1.5""", "spec.port", "Is a number, but must be text or a whole number.")]
    [InlineData(""", "ready": "true" """, "spec.ready", "Is text, but must be true or false.")]
    [InlineData(""", "routes": {"name": "a"}""", "spec.routes", "Is a map, but must be a list.")]
    [InlineData(""", "routes": ["a"]""", "spec.routes[0]", "Is text, but must be a map.")]
    [InlineData(""", "routes": [{"name": "a", "labels": {"team": true}}]""", "spec.routes[0].labels.team", "Is true or false, but must be text.")]
    [InlineData(""", "routes": [{"name": "a", "steps": ["a"]}]""", "spec.routes[0].steps[0]", "Is text, but must be a list.")]
    [InlineData(""", "tree": {"value": "1"}""", "spec.tree.value", "Is text, but must be a whole number.")]
    [InlineData(""", "tree": [1]""", "spec.tree", "Is a list, but must be a map.")]
    [InlineData(""", "sizes": {"cpu": true}""", "spec.sizes.cpu", "Is true or false, but must be text or a number.")]
    public void Refuses_another_type(string more, string path, string reason) =>
        Assert.Equal(new(path, ContractRule.WrongType, reason), Assert.Single(Check(more)));

    [Theory]
    [InlineData("512MB")]
    [InlineData("1 Gi")]
    [InlineData("ten")]
    [InlineData("")]
    public void Refuses_text_that_is_no_quantity(string quantity) => Assert.Equal(
        ("spec.sizes.memory", ContractRule.NotAllowed),
        Assert.Single(Check($$""", "sizes": {"memory": "{{quantity}}"}""")) is var violation ? (violation.Path, violation.Rule) : default);

    [Theory]
    [InlineData("""{"mode": "fast"}""", "spec.mode", "Must be one of: Fast, Slow one.", "Fast")]
    [InlineData("""{"mode": "Fast", "zones": ["a", "c"]}""", "spec.zones[1]", "Must be one of: a, b.", "a")]
    public void Refuses_what_is_not_allowed(string spec, string path, string reason, string suggestion) =>
        Assert.Equal(new(path, ContractRule.NotAllowed, reason, suggestion), Assert.Single(Whole(spec)));

    [Theory]
    [InlineData("""{}""", "spec.mode")]
    [InlineData("""{"mode": null}""", "spec.mode")]
    [InlineData("""{"mode": "Fast", "routes": [{"name": "a"}, {}]}""", "spec.routes[1].name")]
    public void Asks_for_what_is_required(string spec, string path) =>
        Assert.Equal(new(path, ContractRule.Missing, "Is required."), Assert.Single(Whole(spec)));

    [Fact]
    public void A_missing_object_is_asked_for_without_what_would_stand_in_it() => Assert.Equal(
        ["spec"], Example.Check("example.dev/v1", "Thing", ContractFiles.Json("""{"apiVersion": "example.dev/v1", "kind": "Thing"}""")).Select(violation => violation.Path));

    [Theory]
    [InlineData("example.dev/v2", "Thing", "apiVersion", "example.dev/v1")]
    [InlineData("example.dev/v1", "Thnig", "kind", "Thing")]
    [InlineData("other.dev/v1", "Whatever", "kind", null)]
    public void A_kind_without_contract_is_a_violation(string apiVersion, string kind, string path, string? suggestion)
    {
        var violation = Assert.Single(Example.Check(apiVersion, kind, ContractFiles.Json("{}")));

        Assert.Equal((path, ContractRule.UnknownKind, suggestion), (violation.Path, violation.Rule, violation.Suggestion));
    }

    [Fact]
    public void A_violation_never_shows_the_value()
    {
        var told = string.Join('\n', Check(""", "ready": "hunter2", "port": true, "strict": {"x": "hunter2"}, "zones": ["hunter2"], "sizes": {"cpu": "hunter2"}"""));

        Assert.Equal(5, told.Split('\n').Length);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_which_kinds_live_in_a_namespace()
    {
        Assert.True(Example.Find("example.dev/v1", "Thing")!.IsNamespaced);
        Assert.False(Example.Find("example.dev/v1", "Cluster")!.IsNamespaced);
    }

    [Theory]
    [InlineData("name string", "contracts, line 1: a field stands before the first [kind] or [@Type].")]
    [InlineData("[v1 Pod]", "contracts, line 1: a header is [apiVersion Kind namespaced], [apiVersion Kind cluster] or [@Type].")]
    [InlineData("[v1 Pod namespaced]\nname", "contracts, line 2: a field needs a type: 'path type'.")]
    [InlineData("[v1 Pod namespaced]\nname string maybe", "contracts, line 2: after the type only 'required' and enum=[…] may stand.")]
    [InlineData("[v1 Pod namespaced]\nspec.name string", "contracts, line 2: the line of the object it belongs to must come before.")]
    [InlineData("[v1 Pod namespaced]\nspec @PodSpec", "contracts: there is no type @PodSpec.")]
    public void Says_which_line_of_a_contract_is_wrong(string contract, string message)
    {
        var wrong = Assert.Throws<ContractFormatException>(() => ObjectContracts.Read(new StringReader(contract)).ReadEverything());

        Assert.Equal(message, wrong.Message);
    }

    [Fact]
    public void Every_published_contract_can_be_read()
    {
        Published.ReadEverything();

        Assert.True(Published.Kinds.Count > 200, $"{Published.Kinds.Count} kinds");
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"selector": {}, "template": {"spec": {"containers": [{"name": "a", "imagePullPolicy": "Always"}]}}}""", "template.spec.containers[0].imagePullPolicy", "always")]
    [InlineData("v1", "Service", """{"type": "LoadBalancer", "ports": [{"port": 80, "targetPort": "http", "protocol": "TCP"}]}""", "type", "Loadbalancer")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", """{"podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{"from": [{"podSelector": {"matchLabels": {"a": "b"}}}]}]}""", "policyTypes", "Ingres")]
    [InlineData("policy/v1", "PodDisruptionBudget", """{"maxUnavailable": "25%", "unhealthyPodEvictionPolicy": "AlwaysAllow"}""", "unhealthyPodEvictionPolicy", "Always")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", """{"workloadRef": {"kind": "Deployment", "name": "a", "scaleDown": "onsuccess"}, "strategy": {"canary": {"steps": [{"setWeight": 20}]}}}""", "workloadRef.kind", null)]
    [InlineData("barmancloud.cnpg.io/v1", "ObjectStore", """{"configuration": {"destinationPath": "s3://b/", "wal": {"compression": "gzip"}}}""", "configuration.wal.compression", "gz")]
    [InlineData("cert-manager.io/v1", "ClusterIssuer", """{"acme": {"server": "https://x", "privateKeySecretRef": {"name": "k"}, "solvers": [{"http01": {"gatewayHTTPRoute": {}}}]}}""", "acme.server", null)]
    [InlineData("cilium.io/v2", "CiliumLoadBalancerIPPool", """{"blocks": [{"cidr": "10.0.0.0/24"}], "allowFirstLastIPs": "No"}""", "allowFirstLastIPs", "no")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", """{"secretStoreRef": {"name": "v", "kind": "SecretStore"}, "data": [{"secretKey": "a", "remoteRef": {"key": "b"}}]}""", "secretStoreRef.kind", "Secretstore")]
    [InlineData("gateway.networking.k8s.io/v1", "HTTPRoute", """{"rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/"}}]}]}""", "rules[0].matches[0].path.type", "Prefix")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", """{"interval": "10m", "chart": {"spec": {"chart": "a", "sourceRef": {"kind": "HelmRepository", "name": "b"}}}}""", "chart.spec.sourceRef.kind", "HelmRepo")]
    [InlineData("longhorn.io/v1beta2", "RecurringJob", """{"name": "nightly", "task": "backup", "cron": "0 3 * * *", "retain": 7, "concurrency": 1}""", "task", "backups")]
    [InlineData("metallb.io/v1beta1", "IPAddressPool", """{"addresses": ["10.0.0.1-10.0.0.9"], "autoAssign": true}""", "addresses", null)]
    [InlineData("monitoring.coreos.com/v1", "ServiceMonitor", """{"selector": {"matchLabels": {"a": "b"}}, "endpoints": [{"port": "http", "scheme": "http"}]}""", "selector", null)]
    [InlineData("operator.tigera.io/v1", "Installation", """{"calicoNetwork": {"bgp": "Disabled", "linuxDataplane": "BPF"}}""", "calicoNetwork.bgp", "disabled")]
    [InlineData("policies.kyverno.io/v1", "ValidatingPolicy", """{"validationActions": ["Deny"], "validations": [{"expression": "true"}]}""", "validations[0].expression", null)]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", """{"instances": 3, "storage": {"size": "1Gi"}, "affinity": {"podAntiAffinityType": "required"}, "postgresql": {"synchronous": {"method": "any", "number": 1}}}""", "postgresql.synchronous.method", "some")]
    [InlineData("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", null, "deletionPolicy", "delete")]
    [InlineData("templates.gatekeeper.sh/v1", "ConstraintTemplate", """{"crd": {"spec": {"names": {"kind": "K8sRequired"}}}}""", "crd.spec.names.kind", null)]
    [InlineData("traefik.io/v1alpha1", "IngressRoute", """{"entryPoints": ["websecure"], "routes": [{"match": "Host(`x`)", "kind": "Rule", "services": [{"name": "a", "port": 80}]}]}""", "routes[0].match", null)]
    [InlineData("upgrade.cattle.io/v1", "Plan", """{"version": "v1.34.1+k3s1", "upgrade": {"image": "rancher/k3s-upgrade"}, "nodeSelector": {"matchLabels": {"a": "b"}}}""", "upgrade.image", null)]
    [InlineData("velero.io/v1", "BackupStorageLocation", """{"provider": "aws", "objectStorage": {"bucket": "b"}, "accessMode": "ReadWrite"}""", "accessMode", "Read")]
    [InlineData("keda.sh/v1alpha1", "ScaledObject", """{"scaleTargetRef": {"name": "a"}, "triggers": [{"type": "cron", "metadata": {"start": "0 8 * * *"}}]}""", "triggers[0].type", null)]
    [InlineData("bitnami.com/v1alpha1", "SealedSecret", """{"encryptedData": {"password": "x"}}""", "encryptedData", null)]
    public void A_published_kind_takes_its_fields_and_refuses_the_rest(string apiVersion, string kind, string? spec, string field, string? notAllowed)
    {
        var prefix = spec is null ? "" : "spec.";
        var body = ContractFiles.Json($$"""{"apiVersion": "{{apiVersion}}", "kind": "{{kind}}", "metadata": {"name": "a"}{{(spec is null ? """, "driver": "d", "deletionPolicy": "Delete" """ : $", \"spec\": {spec}")}}}""");

        Assert.Empty(Published.Check(apiVersion, kind, body));

        var segments = PropertyPath.Parse(prefix + field).Segments;
        var last = (string)segments[^1];
        var misspelt = Change(body, segments, (map, key) => map.Remove(key).Add(key + "z", map[key]));
        Assert.Contains(Published.Check(apiVersion, kind, misspelt), violation =>
            violation.Rule is ContractRule.Unknown && violation.Path.EndsWith(last + "z", StringComparison.Ordinal));
        if (notAllowed is not null)
        {
            var wrong = Change(body, segments, (map, key) => map.SetItem(key, map[key] is string ? notAllowed : ImmutableArray.Create<object>(notAllowed)));
            Assert.Equal(ContractRule.NotAllowed, Assert.Single(Published.Check(apiVersion, kind, wrong)).Rule);
        }
    }

    static ImmutableDictionary<string, object> Change(ImmutableDictionary<string, object> map, IReadOnlyList<object> segments,
        Func<ImmutableDictionary<string, object>, string, ImmutableDictionary<string, object>> change) =>
        (ImmutableDictionary<string, object>)ChangeAt(map, segments, 0, change);

    static object ChangeAt(object at, IReadOnlyList<object> segments, int depth,
        Func<ImmutableDictionary<string, object>, string, ImmutableDictionary<string, object>> change) => at switch
        {
            ImmutableArray<object> list => list.SetItem((int)segments[depth], ChangeAt(list[(int)segments[depth]], segments, depth + 1, change)),
            ImmutableDictionary<string, object> map when depth == segments.Count - 1 => change(map, (string)segments[depth]),
            ImmutableDictionary<string, object> map => map.SetItem((string)segments[depth], ChangeAt(map[(string)segments[depth]], segments, depth + 1, change)),
            _ => throw new ArgumentException("the path leads through a scalar"),
        };

    static IReadOnlyList<ContractViolation> Check(string more) => Whole($$"""{"mode": "Slow one"{{more}}}""");

    static IReadOnlyList<ContractViolation> Whole(string spec) => Example.Check("example.dev/v1", "Thing", ContractFiles.Json(
        $$"""{"apiVersion": "example.dev/v1", "kind": "Thing", "metadata": {"name": "a", "labels": {"x": "y"} }, "spec": {{spec}} }"""));
}
