using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Basecamp.Cli.Vendor;

namespace Basecamp.Cli.Tests.Vendor;

/// <summary>A chart repository and a registry on this machine, which counts what it is asked for.</summary>
sealed class ChartHost : IDisposable
{
    const string Token = "a-token-for-anybody";

    readonly HttpListener listener = new();
    readonly ConcurrentDictionary<string, byte[]> files = new();
    readonly ConcurrentDictionary<string, int> failures = new();
    readonly ConcurrentQueue<string> asked = new();
    readonly List<string> index = [];

    public ChartHost()
    {
        // A free port: somebody may take it meanwhile, and then another one is free.
        for (var tries = 1; ; tries++)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }
            listener.Prefixes.Clear();
            listener.Prefixes.Add($"http://{Address}/");
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 20)
            {
            }
        }
        _ = ServeAsync();
    }

    public string Address { get; }

    public string Repository => $"http://{Address}/charts";

    public string Registry => $"oci://{Address}/charts";

    /// <summary>Paths that were asked for, sorted.</summary>
    public string[] Asked => [.. asked.Order(StringComparer.Ordinal)];

    public void Forget() => asked.Clear();

    /// <summary>Publishes a chart in the repository.</summary>
    public byte[] Publish(string name, string version, byte[] archive, string? url = null, string? digest = null)
    {
        files[$"/charts/{name}-{version}.tgz"] = archive;
        index.Add($"""
              {name}:
              - apiVersion: v2
                dependencies: [{"{"}name: other, version: 1.0.0{"}"}]
                version: {version}
                digest: {digest ?? ChartArchive.DigestOf(archive)}
                urls: [{url ?? $"{name}-{version}.tgz"}]
            """);
        files["/charts/index.yaml"] = Encoding.UTF8.GetBytes($"apiVersion: v1\nentries:\n{string.Join('\n', index)}\ngenerated: 2026-01-01\n");
        return archive;
    }

    /// <summary>Publishes a chart in the registry.</summary>
    public byte[] Push(string name, string version, byte[] archive, byte[]? served = null, string mediaType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip")
    {
        var digest = $"sha256:{ChartArchive.DigestOf(archive)}";
        files[$"/v2/charts/{name}/blobs/{digest}"] = served ?? archive;
        files[$"/v2/charts/{name}/manifests/{version}"] = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion": 2, "config": {"digest": "sha256:0"}, "layers": [{"mediaType": "{{mediaType}}", "digest": "{{digest}}"}]}""");
        return archive;
    }

    /// <summary>Answers the next requests for a path with an error; a status of 0 ends the connection half-way.</summary>
    public void Fail(string path, int times, int status) => failures[path] = (times << 16) + status;

    async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over, or the other side went away.
            }
        }
    }

    void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        asked.Enqueue(path);
        var response = context.Response;
        if (failures.TryGetValue(path, out var failure) && failure >> 16 > 0)
        {
            failures[path] = failure - (1 << 16);
            Fail(response, failure & 0xffff);
        }
        else if (path == "/token")
            Send(response, Encoding.UTF8.GetBytes($$"""{"token": "{{Token}}"}"""));
        else if (path.StartsWith("/v2/", StringComparison.Ordinal) && context.Request.Headers["Authorization"] != $"Bearer {Token}")
        {
            response.StatusCode = 401;
            response.AddHeader("WWW-Authenticate", $"""Bearer realm="http://{Address}/token",service="here",scope="repository:charts:pull" """);
            response.Close();
        }
        else if (files.TryGetValue(path, out var content))
            Send(response, content);
        else
        {
            response.StatusCode = 404;
            response.Close();
        }
    }

    static void Fail(HttpListenerResponse response, int status)
    {
        if (status == 0)
        {
            response.ContentLength64 = 1000;
            response.OutputStream.Write(new byte[10]);
            response.OutputStream.Flush();
            response.Abort();
            return;
        }
        response.StatusCode = status;
        response.AddHeader("Retry-After", "0");
        response.Close();
    }

    static void Send(HttpListenerResponse response, byte[] content)
    {
        response.ContentLength64 = content.Length;
        response.Close(content, willBlock: true);
    }

    public void Dispose() => listener.Close();
}
