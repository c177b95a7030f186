using System.Net;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Access;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;
using Basecamp.Tests;

namespace Basecamp.Cluster.Tests.Reading;

public sealed class LiveReaderTests
{
    const string Pod = """{ "metadata": { "name": "NAME", "namespace": "shop" } }""";

    [Fact]
    public async Task Lists_are_read_page_by_page_until_the_last_one()
    {
        var server = FakeApiServer.Create()
            .Answer("/api/v1/pods?limit=2", Page("a", "b", "next"))
            .Answer("/api/v1/pods?limit=2&continue=next", Page("c", "d", "more%"))
            .Answer("/api/v1/pods?limit=2&continue=more%25", Page("e", "f", ""));

        var snapshot = await server.ReadAsync(new() { PageSize = 2 });

        Assert.Equal(["a", "b", "c", "d", "e", "f"], snapshot.Of("", "Pod").Select(pod => pod.Name));
        Assert.Equal(("test", "v1.36.4+k3s1"), (snapshot.Source, snapshot.ServerVersion));
    }

    [Fact]
    public async Task A_list_whose_next_page_is_forgotten_is_read_again()
    {
        var server = FakeApiServer.Create()
            .Answer("/api/v1/pods?limit=500", Page("a", "b", "old"))
            .Answer("/api/v1/pods?limit=500", Page("a", "c", ""))
            .Answer("/api/v1/pods?limit=500&continue=old", "{}", HttpStatusCode.Gone);

        var snapshot = await server.ReadAsync();

        Assert.Equal(["a", "b", "c"], snapshot.Of("", "Pod").Select(pod => pod.Name));
        Assert.Empty(snapshot.Unread);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_busy_server_is_asked_again(HttpStatusCode code)
    {
        var server = FakeApiServer.Create().Answer("/api/v1/pods?limit=500", "{}", code).Answer("/api/v1/pods?limit=500", Page("a", "b", ""));

        Assert.Equal(2, (await server.ReadAsync()).Of("", "Pod").Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "may not be listed. cluster/read-only-role.yaml would allow it.")]
    [InlineData(HttpStatusCode.InternalServerError, "the server answers 500.")]
    public async Task What_cannot_be_read_is_noted_and_the_rest_is_used(HttpStatusCode code, string why)
    {
        var server = FakeApiServer.Create().Answer("/api/v1/nodes?limit=500", "{}", code).Answer("/api/v1/pods?limit=500", Page("a", "b", ""));

        var snapshot = await server.ReadAsync();

        Assert.Equal([new Unread("nodes", why)], snapshot.Unread);
        Assert.Equal(2, snapshot.Of("", "Pod").Count);
    }

    [Fact]
    public async Task A_kind_that_the_server_does_not_know_is_not_asked_for()
    {
        var server = FakeApiServer.Create().Answer("/api/v1/pods?limit=500", Page("a", "b", ""));

        await server.ReadAsync();

        Assert.Contains(server.Requests, request => request.Path.StartsWith("/apis/cert-manager.io/v1/certificates", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, request => request.Path.Contains("longhorn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_Secrets_only_metadata_is_asked_for_and_it_names_the_keys()
    {
        var server = FakeApiServer.Create().Answer("/api/v1/secrets?limit=500",
            """
            { "kind": "PartialObjectMetadataList", "items": [{ "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": { "name": "db", "namespace": "shop",
              "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "{\"data\":{\"password\":\"aHVudGVyMg==\"}}", "keep": "1" },
              "managedFields": [{ "fieldsV1": { "f:data": { ".": {}, "f:password": {}, "f:user": {} } } }] } }] }
            """);

        var snapshot = await server.ReadAsync();

        var secret = Assert.Single(snapshot.Of("", "Secret"));
        Assert.Equal(["password", "user"], secret.Map("data").Keys.Order());
        Assert.DoesNotContain("aHVudGVyMg", secret.ToYaml(), StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", secret.ToYaml(), StringComparison.Ordinal);
        Assert.Equal("1", secret.Annotation("keep"));
        Assert.All(server.Requests.Where(request => request.Path.Contains("secrets", StringComparison.Ordinal)),
            request => Assert.Contains("as=PartialObjectMetadataList", request.Accept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_GET_is_ever_sent_and_the_shipped_role_allows_all_of_it_but_Secrets()
    {
        var server = FakeApiServer.Create().Answer("/api/v1/pods?limit=500",
            """
            { "items": [{ "metadata": { "name": "web", "namespace": "shop" }, "status": { "containerStatuses": [{ "name": "main", "ready": false, "restartCount": 4,
              "state": { "waiting": { "reason": "CrashLoopBackOff" } } }] } }] }
            """);
        var groups = string.Join(',', ReadResources.All.Where(resource => resource.Group.Length > 0).Select(resource => resource.Group).Distinct()
            .Select(group => $$"""{ "name": "{{group}}", "preferredVersion": { "version": "v1" } }"""));
        server.Answer("/apis", $$"""{ "groups": [{{groups}}] }""").Answer("/api/v1/namespaces/shop/pods/web/log", "panic: no config\n");
        // The first answer is that of the cluster with nothing in it.
        using (var client = new HttpMessageInvoker(server, disposeHandler: false))
            await client.SendAsync(new(HttpMethod.Get, "https://cluster.test/apis"), default);

        var snapshot = await server.ReadAsync();

        var role = ManifestYaml.ReadMaps(File.ReadAllText(RepositoryFiles.PathOf("cluster/read-only-role.yaml"))).Single();
        var access = AccessModel.From([role, .. ManifestYaml.ReadMaps(
            "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: { name: x }, roleRef: { kind: ClusterRole, name: basecamp-doctor }, subjects: [{ kind: User, name: me }] }")]);
        Assert.All(server.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
        Assert.Equal("panic: no config\n", Assert.Single(snapshot.Logs).Value);
        var refused = server.Requests.Select(request => request.Path.Split('?')[0]).Where(path => path is not ("/version" or "/apis")).Distinct()
            .Where(path => !IsAllowed(access, path));
        Assert.Equal(["/api/v1/secrets"], refused);
    }

    [Fact]
    public void The_shipped_role_grants_nothing_that_is_not_read()
    {
        var role = ManifestYaml.ReadMaps(File.ReadAllText(RepositoryFiles.PathOf("cluster/read-only-role.yaml"))).Single();

        var granted = role.Maps("rules")
            .SelectMany(rule =>
            from verb in rule.Texts("verbs") from api in rule.Texts("apiGroups") from resource in rule.Texts("resources") select $"{verb} {api}/{resource}");

        Assert.Equal(
            ReadResources.All.Where(resource => resource != ReadResources.Secrets).Select(resource => $"list {resource.Group}/{resource.Plural}")
                .Append("get /pods/log").Order(StringComparer.Ordinal),
            granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_refuses_who_asks_is_explained()
    {
        var server = new FakeApiServer().Answer("/version", "{}", HttpStatusCode.Unauthorized);

        var exception = await Assert.ThrowsAsync<ClusterReadException>(() => server.ReadAsync());

        Assert.Contains("does not accept the credentials of context 'test' (401)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_that_is_no_API_server_is_explained()
    {
        var server = new FakeApiServer().Answer("/version", "<html>");

        var exception = await Assert.ThrowsAsync<ClusterReadException>(() => server.ReadAsync());

        Assert.Contains("https://cluster.test/ cannot be reached", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_read_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FakeApiServer.Create().ReadAsync(cancellation: cancelled.Token));
    }

    static string Page(string first, string second, string next) =>
        $$"""{ "kind": "PodList", "metadata": { "continue": "{{next}}" }, "items": [{{Pod.Replace("NAME", first)}}, {{Pod.Replace("NAME", second)}}] }""";

    // /api/v1/pods, /apis/apps/v1/deployments, /api/v1/namespaces/shop/pods/web/log
    static bool IsAllowed(AccessModel access, string path)
    {
        var parts = path.Trim('/').Split('/');
        var me = Identity.User("me");
        return parts switch
        {
            ["api", _, "namespaces", var ns, "pods", var pod, "log"] => access.Can(me, "get", "pods/log", ns, pod),
            ["api", _, var resource] => access.Can(me, "list", resource),
            ["apis", var group, _, var resource] => access.Can(me, "list", $"{resource}.{group}"),
            _ => false,
        };
    }
}
