using Basecamp.Infra.Downloads;

namespace Basecamp.Infra.Platform.Definitions;

/// <summary>Reads files from public repositories.</summary>
public sealed class DefinitionDownloads : IDisposable
{
    readonly PatientHttp http;

    /// <summary>Downloads through the proxy that the environment names, as every HttpClient does.</summary>
    /// <param name="handler">Sends the requests. Default: the system's own.</param>
    /// <param name="time">The clock for pauses. Default: the system's.</param>
    public DefinitionDownloads(HttpMessageHandler? handler = null, TimeProvider? time = null) => http = new(TimeSpan.FromSeconds(60), handler, time);

    /// <summary>Text at an address.</summary>
    /// <exception cref="HttpRequestException">It answered with an error, or not at all, after several attempts.</exception>
    public async Task<string> ReadAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(() => new(HttpMethod.Get, url), cancellationToken);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (HttpRequestException failed)
        {
            throw new HttpRequestException(
                $"{url} could not be read: {failed.Message} Try again later, or put the file into the project's vendor/definitions.",
                failed, failed.StatusCode);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
