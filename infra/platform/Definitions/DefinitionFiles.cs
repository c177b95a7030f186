using System.Security.Cryptography;
using System.Text;
using Basecamp.Components.Catalog;

namespace Basecamp.Infra.Platform.Definitions;

/// <summary>
/// The files of a bundle of definitions: from the project's <c>vendor/definitions</c> where they are there, else from this machine's cache, else from
/// their public repository.
/// </summary>
/// <param name="vendor">Directory of vendored files: <c>OWNER/NAME/VERSION/PATH</c>.</param>
/// <param name="cache">Directory of files that were downloaded before.</param>
/// <param name="download">Reads an address.</param>
public sealed class DefinitionFiles(string vendor, string cache, Func<Uri, CancellationToken, Task<string>> download)
{
    /// <summary>Text of a file.</summary>
    /// <exception cref="InvalidDataException">It is not the file that the catalog pins.</exception>
    /// <exception cref="HttpRequestException">It could not be downloaded.</exception>
    public async Task<string> ReadAsync(ManifestPin bundle, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.Combine([.. bundle.Repository.Split('/'), bundle.Version, .. path.Split('/')]);
        var digest = DefinitionDigests.Of(bundle, path);
        var vendored = Path.Combine(vendor, name);
        if (File.Exists(vendored))
            return Checked(await File.ReadAllTextAsync(vendored, cancellationToken), digest, vendored);

        var cached = Path.Combine(cache, name);
        if (File.Exists(cached) && await File.ReadAllTextAsync(cached, cancellationToken) is var known && IsPinned(known, digest))
            return known;

        var url = bundle.UrlOf(path);
        var text = Checked(await download(url, cancellationToken), digest, url.ToString());
        await WriteAsync(cached, text, cancellationToken);
        return text;
    }

    static string Checked(string text, string? digest, string source) => IsPinned(text, digest)
        ? text
        : throw new InvalidDataException(
            $"{source} has the SHA-256 digest {DigestOf(text)}, but the catalog pins {digest}. The file was changed: compare it with the "
            + "published one, or delete it to have it downloaded again.");

    static bool IsPinned(string text, string? digest) => digest is null || DigestOf(text) == digest;

    static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Renamed into place: an interrupted run leaves no half a file.
    static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        await File.WriteAllTextAsync(temporary, text, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }
}
