using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basecamp.Components.Catalog;
using Basecamp.Infra.Downloads;

namespace Basecamp.Cli.Vendor;

/// <summary>Reads charts from registries as everybody may: with a token that is given without login.</summary>
/// <remarks>
/// The OCI distribution specification 1.1, and Docker's token authentication. A registry on this machine is asked without TLS, as Docker and Helm do.
/// </remarks>
sealed partial class OciRegistry(PatientHttp http)
{
    const string ChartLayer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>The archive of a chart.</summary>
    /// <exception cref="HttpRequestException">The registry answered with an error, or not at all.</exception>
    /// <exception cref="InvalidDataException">What it has is no chart, or damaged.</exception>
    public async Task<byte[]> FetchAsync(ChartPin pin, CancellationToken cancellation)
    {
        var repository = AddressOf(pin);
        // A tag cannot hold a plus, so Helm writes it as an underscore.
        var tag = pin.Version.Replace('+', '_');
        var (manifest, token) = await ManifestAsync(new($"{repository}/manifests/{tag}"), cancellation);
        var digest = LayerIn(manifest);
        var archive = await http.BytesAsync(() => Request(new($"{repository}/blobs/{digest}"), "*/*", token), cancellation);
        return digest == $"sha256:{ChartArchive.DigestOf(archive)}"
            ? archive
            : throw new InvalidDataException($"the archive has the SHA-256 digest {ChartArchive.DigestOf(archive)}, but the registry's manifest says {digest}");
    }

    // oci://host/path without the chart's name.
    static string AddressOf(ChartPin pin)
    {
        var url = new Uri(pin.Repository.TrimEnd('/'));
        var authority = url.Host == "docker.io" ? "registry-1.docker.io" : url.Authority;
        return $"{(url.IsLoopback ? "http" : "https")}://{authority}/v2{url.AbsolutePath.TrimEnd('/')}/{pin.Name}";
    }

    async Task<(byte[] Manifest, string? Token)> ManifestAsync(Uri url, CancellationToken cancellation)
    {
        using var answer = await http.SendAsync(() => Request(url, Manifest, null), cancellation);
        if (!answer.AsksWho() || answer.Headers.WwwAuthenticate.FirstOrDefault(each => each.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is not { } bearer)
            return (await answer.BytesAsync(cancellation), null);
        var token = await TokenAsync(bearer.Parameter ?? "", cancellation);
        return (await http.BytesAsync(() => Request(url, Manifest, token), cancellation), token);
    }

    async Task<string> TokenAsync(string challenge, CancellationToken cancellation)
    {
        var asked = ChallengePart().Matches(challenge).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        if (!asked.Remove("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var url) || (url.Scheme != "https" && !url.IsLoopback))
            throw new InvalidDataException("the registry asks for a login, and names no https:// address that gives one");
        var query = string.Join('&', asked.Where(part => part.Key is "service" or "scope").Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        using var answer = Json(await http.BytesAsync(() => new(HttpMethod.Get, $"{realm}?{query}"), cancellation));
        return TextIn(answer.RootElement, "token") ?? TextIn(answer.RootElement, "access_token")
            ?? throw new InvalidDataException("the registry gives nobody a token without login");
    }

    static string LayerIn(byte[] manifest)
    {
        using var read = Json(manifest);
        if (read.RootElement.TryGetProperty("layers", out var layers) && layers.ValueKind == JsonValueKind.Array)
        {
            foreach (var layer in layers.EnumerateArray())
                if (TextIn(layer, "mediaType") == ChartLayer && TextIn(layer, "digest") is { } digest && Digest().IsMatch(digest))
                    return digest;
        }
        throw new InvalidDataException("the registry has something there, but no Helm chart");
    }

    static JsonDocument Json(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the registry answers with something that is not JSON: {exception.Message}", exception);
        }
    }

    static HttpRequestMessage Request(Uri url, string accepted, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(accepted);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    static string? TextIn(JsonElement map, string name) =>
        map.ValueKind == JsonValueKind.Object && map.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>[^"]*)"|(?<name>[a-z_]+)=(?<value>[^",\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex ChallengePart();

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest();
}
