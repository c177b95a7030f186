using System.Net;
using Polly;
using Polly.Retry;

namespace Basecamp.Infra.Platform.Definitions;

/// <summary>Reads files from public repositories: patiently, because many people share their limits (HTTP 429).</summary>
public sealed class DefinitionDownloads : IDisposable
{
    // Within a minute and a half, what is only busy has answered; what has not is reported.
    const int Attempts = 6;

    readonly HttpClient client;
    readonly ResiliencePipeline<HttpResponseMessage> patience;

    /// <summary>Downloads through the proxy that the environment names, as every HttpClient does.</summary>
    /// <param name="handler">Sends the requests. Default: the system's own.</param>
    /// <param name="time">The clock for pauses. Default: the system's.</param>
    public DefinitionDownloads(HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        client = new(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("basecamp");
        patience = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is HttpRequestException || (arguments.Outcome.Result is { } answer && IsBusy(answer.StatusCode))),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Headers.RetryAfter?.Delta),
            })
            .Build();
    }

    /// <summary>Text at an address.</summary>
    /// <exception cref="HttpRequestException">It answered with an error, or not at all, after several attempts.</exception>
    public async Task<string> ReadAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await patience.ExecuteAsync(async token => await GetAsync(url, token), cancellationToken);
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

    async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(url, cancellationToken);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            // HttpClient reports its own timeout as a cancellation.
            throw new HttpRequestException("The server did not answer in time.", late);
        }
    }

    static bool IsBusy(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
