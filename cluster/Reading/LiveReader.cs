using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Reading;

/// <summary>
/// Reads a living cluster: each kind page by page, a few kinds at a time. It only sends GET. A kind that may not be read or fails is noted, and the
/// rest is used.
/// </summary>
public sealed class LiveReader
{
    const string Json = "application/json";
    const string MetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    const int Attempts = 3;
    const int Parallel = 4;

    // A page of 500 objects is a few MiB; an answer without end is none.
    const int MaximumPageBytes = 256 << 20;

    readonly ApiConnection api;
    readonly LiveOptions options;
    readonly ObjectIntake intake = new();

    LiveReader(ApiConnection api, LiveOptions options) => (this.api, this.options) = (api, options);

    /// <summary>Reads it.</summary>
    /// <param name="api">The API server.</param>
    /// <param name="options">How. Default: <see cref="LiveOptions"/>.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ClusterReadException">The API server cannot be reached, refuses who asks, or is not done in time.</exception>
    public static async Task<ClusterSnapshot> ReadAsync(ApiConnection api, LiveOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        options ??= new();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(options.Timeout);
        try
        {
            return await new LiveReader(api, options).ReadAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterReadException(string.Create(CultureInfo.InvariantCulture,
                $"{api.Server} was not read within {options.Timeout.TotalSeconds:0} s. Is it overloaded, or far away? Give it longer with --timeout."));
        }
    }

    async Task<ClusterSnapshot> ReadAsync(CancellationToken cancellation)
    {
        var version = await VersionAsync(cancellation);
        var groups = await GroupsAsync(cancellation);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            ReadResources.All.Where(resource => groups.ContainsKey(resource.Group)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (resource, token) => await ReadKindAsync(resource, groups[resource.Group], token));
        if (intake.Objects.Count == 0)
            throw new ClusterReadException(
                $"Nothing of {api.Server} may be read.{string.Concat(intake.Unread.Take(2).Select(each => $"\n  {each.What}: {each.Why}"))}\n"
                + "A role that is enough: kubectl apply -f cluster/read-only-role.yaml");
        var logs = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            FailingContainers.Of(intake.Objects).Take(options.MaximumLogs),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (container, token) =>
            {
                if (await LogAsync(container, token) is { } log)
                    logs[container.Key] = log;
            });
        return new(intake.Objects)
        {
            Source = api.Name,
            TakenAt = DateTimeOffset.UtcNow,
            ServerVersion = version,
            Unread = [.. intake.Unread.OrderBy(each => each.What, StringComparer.Ordinal)],
            Logs = logs,
        };
    }

    async Task<string?> VersionAsync(CancellationToken cancellation)
    {
        try
        {
            return (await ObjectAsync("/version", cancellation)).Text("gitVersion");
        }
        catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new ClusterReadException(
                $"{api.Server} does not accept the credentials of context '{api.Name}' ({(int)exception.StatusCode!.Value}). Sign in again, or choose another with --context.",
                    exception);
        }
        catch (HttpRequestException exception)
        {
            throw new ClusterReadException(
                $"{api.Server} cannot be reached: {Innermost(exception)}\nIs the address of context '{api.Name}' right, and does a server run? "
                + "curl -k " + api.Server + "readyz\nRunbook: docs/runbooks/cannot-reach-cluster.md", exception);
        }
    }

    // The version that the server prefers, so that this keeps working when versions come and go.
    async Task<Dictionary<string, string>> GroupsAsync(CancellationToken cancellation)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "v1" };
        foreach (var group in (await ObjectAsync("/apis", cancellation)).Maps("groups"))
        {
            if (group.Text("name") is { } name && group.Text("preferredVersion", "version") is { } version)
                groups[name] = version;
        }
        return groups;
    }

    async Task ReadKindAsync(ReadResource resource, string version, CancellationToken cancellation)
    {
        var path = resource.Group.Length == 0 ? $"/api/{version}/{resource.Plural}" : $"/apis/{resource.Group}/{version}/{resource.Plural}";
        var apiVersion = resource.Group.Length == 0 ? version : $"{resource.Group}/{version}";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ReadPagesAsync(resource, path, apiVersion, cancellation);
                return;
            }
            // The server forgot where the next page begins: from the start again. What was read already is known by its name.
            catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.Gone && attempt < Attempts)
            {
                continue;
            }
            catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                return;
            }
            catch (HttpRequestException exception)
            {
                intake.Miss(resource.FullName, exception.StatusCode switch
                {
                    HttpStatusCode.Forbidden when resource == ReadResources.Secrets =>
                        "may not be listed. That is fine: missing Secrets are known by what the kubelet says.",
                    HttpStatusCode.Forbidden => "may not be listed. cluster/read-only-role.yaml would allow it.",
                    { } code => $"the server answers {(int)code}.",
                    _ => Innermost(exception),
                });
                return;
            }
            catch (JsonException exception)
            {
                intake.Miss(resource.FullName, $"the server's answer is no JSON: {exception.Message}");
                return;
            }
        }
    }

    async Task ReadPagesAsync(ReadResource resource, string path, string apiVersion, CancellationToken cancellation)
    {
        var next = "";
        do
        {
            var page = await BytesAsync(
                string.Create(CultureInfo.InvariantCulture,
                    $"{path}?limit={options.PageSize}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}"),
                resource.MetadataOnly ? MetadataList : Json,
                cancellation);
            // A list's items say neither; metadata says PartialObjectMetadata, which is not what they are.
            var read = new JsonObjects((body, _) => intake.Add(body.SetItem("apiVersion", apiVersion).SetItem("kind", resource.Kind), resource.FullName));
            read.Read(page);
            next = read.Envelope.Text("metadata", "continue") ?? "";
        }
        while (next.Length > 0);
    }

    async Task<string?> LogAsync(FailingContainer container, CancellationToken cancellation)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(await BytesAsync(container.LogPath, "*/*", cancellation));
        }
        // The node may be away, or the container never ran.
        catch (HttpRequestException)
        {
            return null;
        }
    }

    async Task<ImmutableDictionary<string, object>> ObjectAsync(string path, CancellationToken cancellation)
    {
        var read = new JsonObjects((_, _) => { });
        try
        {
            read.Read(await BytesAsync(path, Json, cancellation));
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException($"what answers is no Kubernetes API: {path} is no JSON.", exception);
        }
        return read.Envelope;
    }

    async Task<byte[]> BytesAsync(string path, string accept, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(options.RequestTimeout);
            try
            {
                using var response = await api.GetAsync(path, accept, limited.Token);
                if (response.IsSuccessStatusCode)
                    return await BodyAsync(response, limited.Token);
                if (attempt == Attempts || !(response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500))
                    throw new HttpRequestException($"the server answers {(int)response.StatusCode}", null, response.StatusCode);
                await Task.Delay(response.Headers.RetryAfter?.Delta is { } asked && asked < options.RequestTimeout ? asked : options.RetryPause * attempt,
                    cancellation);
            }
            catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
            {
                throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"no answer within {options.RequestTimeout.TotalSeconds:0} s"),
                    exception);
            }
        }
    }

    static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellation)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MaximumPageBytes)
                throw new HttpRequestException("the answer is larger than any page of a list");
        }
        return buffer.ToArray();
    }

    static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception.Message;
}
