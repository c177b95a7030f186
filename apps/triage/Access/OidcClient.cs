using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Access;

/// <summary>
/// OpenID Connect, authorization code flow with PKCE. Who signed in is asked from the provider's userinfo endpoint over TLS
/// with the token it has just given us, so no token is ever accepted from the browser and no signature has to be trusted.
/// </summary>
sealed class OidcClient(TriageOptions options, IHttpClientFactory http, ChannelSecrets secrets)
{
    sealed record Endpoints(string Authorize, string Token, string UserInfo);

    Endpoints? endpoints;

    /// <summary>What has to survive the trip to the provider, in an encrypted cookie.</summary>
    public sealed record Trip(string State, string Verifier, string ReturnTo);

    public sealed record Identity(string Subject, string? Login);

    public static Trip NewTrip(string returnTo) => new(Random(), Random(), returnTo);

    public async Task<string> AuthorizeUrl(Trip trip, string redirectUri, CancellationToken ct)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(trip.Verifier)));
        var query = QueryString.Create(new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.Oidc.ClientId,
            ["redirect_uri"] = redirectUri,
            ["scope"] = "openid profile email",
            ["state"] = trip.State,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
        return (await Discover(ct)).Authorize + query;
    }

    /// <returns>Who signed in; null when the provider refused the code.</returns>
    public async Task<Identity?> Redeem(string code, Trip trip, string redirectUri, CancellationToken ct)
    {
        var known = await Discover(ct);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["client_id"] = options.Oidc.ClientId,
            ["code_verifier"] = trip.Verifier,
        };
        if (secrets.Read(options.Oidc.ClientSecret) is { } secret)
            form["client_secret"] = secret;
        using var client = http.CreateClient("oidc");
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(known.Token, content, ct);
        if (!answer.IsSuccessStatusCode)
            return null;
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        using var ask = new HttpRequestMessage(HttpMethod.Get, known.UserInfo);
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.RootElement.GetProperty("access_token").GetString());
        using var info = await client.SendAsync(ask, ct);
        if (!info.IsSuccessStatusCode)
            return null;
        using var user = JsonDocument.Parse(await info.Content.ReadAsStringAsync(ct));
        var login = user.RootElement.TryGetProperty(options.Oidc.LoginClaim, out var claim) ? claim.GetString() : null;
        return new(user.RootElement.GetProperty("sub").GetString()!, login?.ToLowerInvariant());
    }

    async Task<Endpoints> Discover(CancellationToken ct)
    {
        if (endpoints is not null)
            return endpoints;
        using var client = http.CreateClient("oidc");
        using var document = JsonDocument.Parse(
            await client.GetStringAsync($"{options.Oidc.Authority!.TrimEnd('/')}/.well-known/openid-configuration", ct));
        string Get(string name) => document.RootElement.GetProperty(name).GetString()!;
        if (Get("issuer").TrimEnd('/') != options.Oidc.Authority!.TrimEnd('/'))
            throw new InvalidOperationException(
                $"The provider calls itself '{Get("issuer")}', not Triage:Oidc:Authority '{options.Oidc.Authority}'. They must be equal.");
        return endpoints = new(Get("authorization_endpoint"), Get("token_endpoint"), Get("userinfo_endpoint"));
    }

    static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
