using System.Net;
using Polly;
using Polly.Retry;

namespace Basecamp.Infra.Downloads;

/// <summary>
/// Asks public servers: patiently, because many people share their limits (HTTP 429), and through the proxy that the environment names, as every
/// HttpClient does.
/// </summary>
public sealed class PatientHttp : IDisposable
{
    // Within a minute and a half, what is only busy has answered; what has not is reported.
    const int Attempts = 6;

    readonly HttpClient client;
    readonly ResiliencePipeline<HttpResponseMessage> patience;

    /// <summary>Asks with the system's own connections, unless a handler is given.</summary>
    /// <param name="timeout">How long a whole answer may take.</param>
    /// <param name="handler">Sends the requests. Default: the system's own.</param>
    /// <param name="time">The clock for pauses. Default: the system's.</param>
    /// <param name="maximumBytes">Largest answer. Default: 2 GiB, the most that HttpClient keeps.</param>
    public PatientHttp(TimeSpan timeout, HttpMessageHandler? handler = null, TimeProvider? time = null, int maximumBytes = int.MaxValue)
    {
        client = new(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
        {
            Timeout = timeout,
            MaxResponseContentBufferSize = maximumBytes,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("basecamp");
        patience = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded }
                    || (arguments.Outcome.Result is { } answer && IsBusy(answer.StatusCode))),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Headers.RetryAfter?.Delta),
            })
            .Build();
    }

    /// <summary>The answer to a request, read to its end, whatever its status.</summary>
    /// <param name="request">Makes the request, once for each attempt.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HttpRequestException">There was none, after several attempts.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await patience.ExecuteAsync(async token => await SendOnceAsync(request, token), cancellationToken);
    }

    async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = request();
            return await client.SendAsync(message, cancellationToken);
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
