using System.Security.Cryptography;
using Basecamp.Triage.Access;

namespace Basecamp.Triage.Web;

/// <summary>
/// The few static files. Their addresses carry a hash of the content, so browsers keep them for ever and still get new ones.
/// </summary>
static class Assets
{
    static readonly Dictionary<string, (byte[] Content, string Type, string Hash)> Files = Load();

    public static string Versioned(string name) => $"{name}?v={Files[name].Hash}";

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/static/{name}", (string name, HttpContext context) =>
    {
        if (!Files.TryGetValue(name, out var file))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Content, file.Type);
    }).RequireAuthorization(Scopes.Anyone).ExcludeFromDescription();

    static Dictionary<string, (byte[], string, string)> Load() => typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("static/", StringComparison.Ordinal))
        .Select(n => (Name: n["static/".Length..], Content: Read(n)))
        .ToDictionary(f => f.Name, f => (f.Content, TypeOf(f.Name), Convert.ToHexStringLower(SHA256.HashData(f.Content))[..12]));

    static byte[] Read(string resource)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
