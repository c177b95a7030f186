using Basecamp.Manifests.Access;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Access;

/// <summary>Rights as https://kubernetes.io/docs/reference/access-authn-authz/rbac/ describes them.</summary>
public sealed class AccessModelTests
{
    const string Yaml = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: worker, namespace: shop}
        rules:
        - {apiGroups: [""], resources: [pods, pods/exec], verbs: [get, create]}
        - {apiGroups: [apps], resources: ["*/scale"], verbs: ["*"]}
        - {apiGroups: [""], resources: [configmaps], resourceNames: [settings], verbs: [get, create]}
        - {apiGroups: [batch], resources: ["*"], verbs: [list]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: ["*"], resources: [nodes, secrets], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: workers, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: worker}
        subjects:
        - {kind: User, name: eve}
        - {kind: Group, name: team}
        - {kind: ServiceAccount, name: robot}
        - {kind: ServiceAccount, name: far, namespace: blog}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reads-here, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects: [{kind: User, name: ann}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: reads-everywhere}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects: [{kind: Group, name: auditors}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: unknown, namespace: blog}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects: [{kind: User, name: bob}]
        """;

    static readonly AccessModel Access = AccessModel.From(ManifestYaml.ReadMaps(Yaml));

    [Theory]
    [InlineData("get", "pods", "shop", null, true)]
    [InlineData("delete", "pods", "shop", null, false)]
    [InlineData("get", "pods", "blog", null, false)]
    [InlineData("get", "pods", null, null, false)]
    [InlineData("create", "pods/exec", "shop", null, true)]
    [InlineData("create", "pods/attach", "shop", null, false)]
    [InlineData("get", "pods.apps", "shop", null, false)]
    [InlineData("patch", "deployments.apps/scale", "shop", null, true)]
    [InlineData("patch", "deployments.apps", "shop", null, false)]
    [InlineData("get", "configmaps", "shop", "settings", true)]
    [InlineData("get", "configmaps", "shop", "other", false)]
    // A name is not known yet when an object is made, nor in a list.
    [InlineData("create", "configmaps", "shop", null, false)]
    [InlineData("list", "jobs.batch", "shop", null, true)]
    [InlineData("list", "jobs.batch/status", "shop", null, true)]
    public void A_role_allows_what_it_lists_and_only_in_its_namespace(string verb, string resource, string? ns, string? name, bool allowed)
    {
        foreach (var who in new[] { Identity.User("eve"), Identity.User("x", "team"), Identity.ServiceAccount("shop", "robot"), Identity.ServiceAccount("blog", "far") })
            Assert.Equal(allowed, Access.Can(who, verb, resource, ns, name));
        foreach (var other in new[] { Identity.User("x"), Identity.User("team"), Identity.ServiceAccount("blog", "robot"), Identity.ServiceAccount("shop", "eve") })
            Assert.False(Access.Can(other, verb, resource, ns, name));
    }

    [Fact]
    public void A_cluster_role_is_worth_a_namespace_when_it_is_given_in_one_and_everything_when_it_is_given_everywhere()
    {
        var (here, everywhere) = (Identity.User("ann"), Identity.User("x", "auditors"));
        Assert.Equal((true, false, false), (Access.Can(here, "get", "secrets", "shop"), Access.Can(here, "get", "secrets", "blog"), Access.Can(here, "get", "nodes")));
        Assert.Equal((true, true, true), (Access.Can(everywhere, "get", "secrets", "shop"), Access.Can(everywhere, "get", "secrets", "blog"), Access.Can(everywhere, "get", "nodes")));
        Assert.False(Access.Can(everywhere, "list", "secrets", "shop"));
    }

    [Fact]
    public void What_is_not_known_is_not_guessed()
    {
        Assert.Contains("ClusterRole edit", Assert.Throws<InvalidOperationException>(() => Access.Can(Identity.User("bob"), "get", "pods", "blog")).Message, StringComparison.Ordinal);
        Assert.False(Access.Can(Identity.User("bob"), "get", "pods", "shop"));
        Assert.Throws<NotSupportedException>(() => AccessModel.From(ManifestYaml.ReadMaps("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: sum}
            aggregationRule: {clusterRoleSelectors: []}
            """)));
    }
}
