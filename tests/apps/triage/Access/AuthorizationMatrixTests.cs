using System.Net;
using System.Text;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Basecamp.Triage.Tests.Access;

/// <summary>
/// Every route with every kind of caller, taken from the routes the service really has: a new route is tested without
/// anybody remembering to.
/// </summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class AuthorizationMatrixTests
{
    static readonly string[] Callers = ["nobody", Scopes.Ingest, Scopes.Read, Scopes.Respond, Scopes.Admin];

    static IEnumerable<RouteEndpoint> Routes(Rig rig) => rig.Get<IEnumerable<EndpointDataSource>>().SelectMany(s =>
        s.Endpoints).OfType<RouteEndpoint>();

    static string? PolicyOf(RouteEndpoint route) => route.Metadata.GetMetadata<IAuthorizeData>()?.Policy;

    [Fact]
    public async Task Every_route_names_its_scope_and_only_these_are_open_to_anybody()
    {
        await using var rig = await Rig.Start();
        Assert.All(Routes(rig), route => Assert.Contains(PolicyOf(route), (string[])[Scopes.Anyone, Scopes.Ingest, Scopes.Read,
            Scopes.Respond, Scopes.Admin]));
        var open = Routes(rig).Where(r => PolicyOf(r) == Scopes.Anyone)
            .Select(r => $"{r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {r.RoutePattern.RawText}").Order(
                StringComparer.Ordinal);
        Assert.Equal(
            [
                "GET /livez", "GET /metrics", "GET /openapi/{documentName}.json", "GET /readyz", "GET /sign-in", "GET /sign-in/oidc",
                "GET /sign-in/oidc/callback", "GET /static/{name}", "POST /sign-in", "POST /sign-out",
                // The key is in the body.
                "POST /v2/enqueue",
            ], open);
    }

    [Fact]
    public async Task Keys_reach_exactly_what_their_scope_includes()
    {
        await using var rig = await Rig.Start();
        var clients = new Dictionary<string, HttpClient>
        {
            ["nobody"] = rig.Client(),
            [Scopes.Ingest] = rig.Client(rig.IngestToken),
        };
        foreach (var scope in (string[])[Scopes.Read, Scopes.Respond, Scopes.Admin])
            clients[scope] = await rig.ClientFor(scope);
        var wrong = new List<string>();
        foreach (var route in Routes(rig))
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                foreach (var caller in Callers)
                {
                    var policy = PolicyOf(route)!;
                    // Nothing here exists, so an allowed call does no harm: keys are never disabled, no hold is set.
                    using var request = new HttpRequestMessage(new HttpMethod(method), PathOf(route))
                    {
                        Content = new StringContent("",
                        Encoding.UTF8, "application/json")
                    };
                    using var answer = await clients[caller].SendAsync(request);
                    var allowed = policy == Scopes.Anyone || (caller == "nobody" ? [] : Scopes.OfKey(caller)).Contains(policy);
                    var refused = caller == "nobody" && answer.StatusCode == HttpStatusCode.Found
                        || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                    if (allowed == refused)
                        wrong.Add($"{caller} {method} {route.RoutePattern.RawText}: {(int)answer.StatusCode}");
                }
        Assert.Empty(wrong);
    }

    static string PathOf(RouteEndpoint route)
    {
        var path = new StringBuilder();
        foreach (var segment in route.RoutePattern.PathSegments)
            path.Append('/').AppendJoin("", segment.Parts.Select(p => p switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "id" } => "999999",
                _ => "v1",
            }));
        return path.Length == 0 ? "/" : path.ToString();
    }

    [Theory]
    [InlineData("chloe", HttpStatusCode.Forbidden)]
    [InlineData("anna", HttpStatusCode.NotFound)]
    public async Task A_persons_role_decides_what_the_api_lets_them_do(string login, HttpStatusCode expected)
    {
        await using var rig = await Rig.Start();
        using var person = await Browser.SignedIn(rig, login);
        await person.Get("/");
        var token = person.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(expected, await person.Post("/api/v1/incidents/999999/ack", ("__RequestVerificationToken", token)));
    }

    [Fact]
    public async Task Every_post_of_a_signed_in_person_without_their_token_is_refused_and_changes_nothing()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        using var anna = await Browser.SignedIn(rig);
        using var foreign = Browser.For(rig);
        await foreign.Get("/sign-in");
        var stolen = foreign.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        // A form sent to a JSON route is turned away even before its token is looked at: 415.
        HttpStatusCode[] refusals = [HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType];
        foreach (var route in Routes(rig).Where(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST") &&
            PolicyOf(r) is Scopes.Respond or Scopes.Admin))
        {
            var path = PathOf(route).Replace("999999", id!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
            Assert.Contains(await anna.Post(path), refusals);
            Assert.Contains(await anna.Post(path, ("__RequestVerificationToken", stolen)), refusals);
        }
        Assert.Equal("triggered", await rig.Database.Scalar<string>("select status from incidents"));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events"));
    }

    [Fact]
    public async Task A_wrong_content_type_or_method_is_told_to_those_who_may_know_and_to_nobody_else()
    {
        await using var rig = await Rig.Start();
        using var reader = await rig.ClientFor(Scopes.Read);
        using var stranger = rig.Client();
        using var anna = await Browser.SignedIn(rig);
        foreach (var (client, type, method) in ((HttpClient, HttpStatusCode, HttpStatusCode)[])
            [
                (reader, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.MethodNotAllowed),
                (stranger, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            ])
        {
            using var text = new StringContent("seconds=60", Encoding.UTF8, "text/plain");
            Assert.Equal(type, (await client.PostAsync("/api/v1/incidents/1/snooze", text)).StatusCode);
            Assert.Equal(method, (await client.DeleteAsync("/api/v1/incidents/1/snooze")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await anna.Post("/api/v1/incidents/1/snooze", ("seconds", "60")));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_others_out()
    {
        await using var rig = await Rig.Start();
        using var client = rig.Client();
        foreach (var path in (string[])["/sign-in", "/livez", "/nowhere", "/api/v1/incidents"])
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(Triage.Hosting.SecurityHeaders.ContentSecurityPolicy,
                answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
        Assert.DoesNotContain("unsafe", Triage.Hosting.SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
    }
}
