using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Basecamp.Components.Catalog;
using Basecamp.Infra.Downloads;

namespace Basecamp.Cli.Vendor;

/// <summary>Fetches charts from where they are published.</summary>
sealed class ChartDownloads : IDisposable
{
    // A large index on a slow line.
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    readonly PatientHttp http;
    readonly OciRegistry registry;

    // Several charts of one repository are common.
    readonly ConcurrentDictionary<string, Lazy<Task<string>>> indexes = new(StringComparer.Ordinal);

    /// <summary>Downloads with the system's own connections, unless a handler is given.</summary>
    public ChartDownloads(HttpMessageHandler? handler = null)
    {
        http = new(Timeout, handler, maximumBytes: ChartArchive.MaximumBytes);
        registry = new(http);
    }

    /// <summary>The archive of a chart: what was published under this name and version.</summary>
    /// <exception cref="VendorException">It cannot be had, or is something else.</exception>
    public async Task<byte[]> FetchAsync(ChartPin pin, CancellationToken cancellation)
    {
        try
        {
            var archive = pin.IsOci ? await registry.FetchAsync(pin, cancellation) : await FromRepositoryAsync(pin, cancellation);
            var (name, version) = ChartArchive.Describe(archive);
            return (name, version.TrimStart('v')) == (pin.Name, pin.Version.TrimStart('v'))
                ? archive
                : throw new InvalidDataException($"the archive holds {name} {version}");
        }
        catch (HttpRequestException failed)
        {
            throw new VendorException($"{pin} could not be fetched from {pin.Repository}: {Reason(failed)} Try again; what is there already is kept.", failed);
        }
        catch (InvalidDataException wrong)
        {
            throw new VendorException($"{pin} from {pin.Repository} is not that chart: {wrong.Message}. A proxy may have answered in the repository's place.", wrong);
        }
    }

    async Task<byte[]> FromRepositoryAsync(ChartPin pin, CancellationToken cancellation)
    {
        var repository = new Uri(pin.Repository.TrimEnd('/') + "/");
        var index = await indexes.GetOrAdd(repository.ToString(), _ => new(() => IndexAsync(repository, cancellation))).Value;
        var versions = ChartIndex.VersionsOf(pin.Name, index);
        var found = versions.FirstOrDefault(each => each.Version == pin.Version)
            ?? throw new VendorException($"{pin} is not in {pin.Repository}, which {Offers(pin, versions)}. Correct name, version or repository.");
        if (found.Urls is not [var first, ..])
            throw new InvalidDataException("the repository's index names no address of it");
        var archive = await http.BytesAsync(() => new(HttpMethod.Get, new Uri(repository, first)), cancellation);
        return found.Digest is null || found.Digest == ChartArchive.DigestOf(archive)
            ? archive
            : throw new InvalidDataException($"the archive has the SHA-256 digest {ChartArchive.DigestOf(archive)}, but the repository's index says {found.Digest}");
    }

    async Task<string> IndexAsync(Uri repository, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await http.BytesAsync(() => new(HttpMethod.Get, new Uri(repository, "index.yaml")), cancellation));

    // "An error occurred while sending the request." says nothing; what is behind it does.
    static string Reason(HttpRequestException failed) => failed.GetBaseException() is var cause && cause != failed && !failed.Message.Contains(cause.Message, StringComparison.Ordinal)
        ? $"{failed.Message} {cause.Message.TrimEnd('.')}."
        : failed.Message;

    static string Offers(ChartPin pin, IReadOnlyList<IndexedChart> versions) => versions.Count == 0
        ? $"has no chart {pin.Name}"
        : $"has {string.Join(", ", versions.Take(3).Select(each => each.Version))}{(versions.Count > 3 ? $" and {versions.Count - 3} others" : "")}";

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}

/// <summary>Answers that must be good ones.</summary>
static class GoodAnswers
{
    /// <summary>The bytes that a server answers with.</summary>
    /// <exception cref="HttpRequestException">It answered with an error, or not at all, after several attempts.</exception>
    public static async Task<byte[]> BytesAsync(this PatientHttp http, Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        using var answer = await http.SendAsync(request, cancellation);
        return await answer.BytesAsync(cancellation);
    }

    /// <summary>The bytes of an answer.</summary>
    /// <exception cref="HttpRequestException">It is an error.</exception>
    public static async Task<byte[]> BytesAsync(this HttpResponseMessage answer, CancellationToken cancellation) => answer.IsSuccessStatusCode
        ? await answer.Content.ReadAsByteArrayAsync(cancellation)
        : throw new HttpRequestException($"{answer.RequestMessage!.RequestUri} answered with {(int)answer.StatusCode} {answer.StatusCode}.", null, answer.StatusCode);

    /// <summary>Whether the server wants to know who asks.</summary>
    public static bool AsksWho(this HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Unauthorized;
}
