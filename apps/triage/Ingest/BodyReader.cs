using Basecamp.Triage.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Basecamp.Triage.Ingest;

/// <summary>Reads a request body within bounds of size and time.</summary>
static class BodyReader
{
    /// <returns>The body, or the answer to give instead.</returns>
    public static async Task<(ReadOnlyMemory<byte> Body, ProblemHttpResult? Problem)> Read(HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
            return (default, Problems.Of(415, "Encoding not supported",
                $"Content-Encoding '{request.Headers.ContentEncoding}' is not accepted; send the body uncompressed."));
        if (!request.HasJsonContentType())
            return (default, Problems.Of(415, "Content type not supported",
                $"Content-Type '{request.ContentType}' is not accepted; send application/json."));
        if (request.ContentLength > Limits.BodyBytes)
            return (default, TooLarge());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Limits.ReadTimeout);
        var buffer = new byte[Math.Clamp(request.ContentLength ?? 16_384, 0, Limits.BodyBytes) + 1];
        var length = 0;
        try
        {
            for (; ; )
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), timeout.Token);
                if (read == 0)
                    return (buffer.AsMemory(0, length), null);
                length += read;
                if (length > Limits.BodyBytes)
                    return (default, TooLarge());
                if (length == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, Limits.BodyBytes + 1));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (default, Problems.Of(408, "Too slow", $"The body did not arrive within {Limits.ReadTimeout.TotalSeconds:0} seconds."));
        }
        catch (BadHttpRequestException e)
        {
            return (default, Problems.Of(e.StatusCode, "The body cannot be read", e.Message));
        }
    }

    static ProblemHttpResult TooLarge() => Problems.Of(413, "Body too large",
        $"At most {Limits.BodyBytes} bytes are accepted. Set max_alerts on Alertmanager's receiver, or group by more labels.");
}
