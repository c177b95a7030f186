using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Pods;

/// <summary>What pods may do to their node.</summary>
public class PodSecurityTests
{
    [Theory]
    [InlineData("{}", "{}", true)]
    [InlineData("{ runAsNonRoot: true }", "{}", false)]
    [InlineData("{}", "{ runAsNonRoot: true }", false)]
    [InlineData("{ runAsNonRoot: true }", "{ runAsNonRoot: false }", true)]
    [InlineData("{ runAsNonRoot: true }", "{ runAsUser: 0 }", true)]
    [InlineData("{ runAsNonRoot: true, runAsUser: 0 }", "{}", true)]
    [InlineData("{ runAsNonRoot: true, runAsUser: 0 }", "{ runAsUser: 1000 }", false)]
    [InlineData("{ runAsUser: 1000 }", "{}", true)]
    public void A_container_may_run_as_root_unless_something_refuses_it(string pod, string container, bool mayRunAsRoot)
    {
        var pods = Pods($"securityContext: {pod}\ncontainers: [{{ name: main, securityContext: {container} }}]");

        Assert.Equal(mayRunAsRoot, PodSecurity.MayRunAsRoot(pods, pods.Containers.Single()));
    }

    [Fact]
    public void Every_privilege_is_found()
    {
        var pods = Pods("""
            hostNetwork: true
            hostPID: true
            hostIPC: false
            volumes: [{ name: logs, hostPath: { path: /var/log } }, { name: data, emptyDir: {} }]
            initContainers: [{ name: setup, securityContext: { privileged: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }]
            containers: [{ name: main, securityContext: { capabilities: { add: [NET_ADMIN, SYS_TIME] } } }]
            """);

        Assert.Equal(
            [
                new(PodPrivilegeKind.HostNamespace, null, "hostNetwork"),
                new(PodPrivilegeKind.HostNamespace, null, "hostPID"),
                new(PodPrivilegeKind.HostPath, null, "/var/log"),
                new(PodPrivilegeKind.Privileged, "setup", ""),
                new(PodPrivilegeKind.Escalation, "main", ""),
                new(PodPrivilegeKind.AddedCapability, "main", "NET_ADMIN"),
                new(PodPrivilegeKind.AddedCapability, "main", "SYS_TIME"),
                new(PodPrivilegeKind.DefaultCapabilities, "main", ""),
            ],
            PodSecurity.PrivilegesOf(pods));
    }

    [Fact]
    public void A_hardened_pod_has_none()
    {
        var pods = Pods("containers: [{ name: main, securityContext: { privileged: false, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }]");

        Assert.Empty(PodSecurity.PrivilegesOf(pods));
    }

    static PodTemplate Pods(string spec) => PodTemplate.Of(Assert.Single(ManifestYaml.ReadMaps(
        $"apiVersion: v1\nkind: Pod\nspec:\n{string.Join('\n', spec.Split('\n').Select(line => $"  {line}"))}")))!;
}
