using System.Net;
using Basecamp.Components.Catalog;
using Basecamp.Infra.Platform.Definitions;

namespace Basecamp.Infra.Tests.Platform;

/// <summary>Where the files of definitions come from, and what becomes of them.</summary>
public sealed class DefinitionFilesTests : IDisposable
{
    static readonly ManifestPin Bundle = new("example/widgets", "v1", ["crds/widgets.yaml"]);

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("basecamp-definitions-");
    readonly List<Uri> asked = [];

    public void Dispose() => root.Delete(recursive: true);

    string Vendor => Path.Combine(root.FullName, "vendor");

    string Cache => Path.Combine(root.FullName, "cache");

    DefinitionFiles Files => new(Vendor, Cache, (url, _) =>
    {
        asked.Add(url);
        return Task.FromResult("kind: Downloaded\n");
    });

    Task<string> Read() => Files.ReadAsync(Bundle, "crds/widgets.yaml", default);

    static void Write(string directory, string text)
    {
        var path = Path.Combine(directory, "example/widgets/v1/crds/widgets.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [Fact]
    public async Task A_file_is_downloaded_once_and_then_read_from_the_cache()
    {
        Assert.Equal("kind: Downloaded\n", await Read());
        Assert.Equal("kind: Downloaded\n", await Read());
        Assert.Equal([new("https://raw.githubusercontent.com/example/widgets/v1/crds/widgets.yaml")], asked);
        Assert.Empty(Directory.EnumerateFiles(Cache, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_vendored_file_goes_before_all_others_and_nobody_is_asked()
    {
        Write(Vendor, "kind: Vendored\n");
        Write(Cache, "kind: Cached\n");
        Assert.Equal("kind: Vendored\n", await Read());
        Assert.Empty(asked);
    }

    [Fact]
    public async Task A_file_that_is_not_the_pinned_one_is_refused_and_never_kept()
    {
        var pinned = CrdBundles.GatewayApi;
        var changed = await Assert.ThrowsAsync<InvalidDataException>(() => Files.ReadAsync(pinned, pinned.Paths[0], default));

        Assert.StartsWith($"{pinned.UrlOf(pinned.Paths[0])} has the SHA-256 digest ", changed.Message, StringComparison.Ordinal);
        Assert.Contains($"the catalog pins {DefinitionDigests.Of(pinned, pinned.Paths[0])}", changed.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public async Task Charts_are_written_whole_and_again_only_when_they_change()
    {
        var directory = Path.Combine(root.FullName, "charts");
        var charts = new DefinitionCharts(directory, Files.ReadAsync);
        await charts.WriteAsync([Bundle], default);
        var described = Path.Combine(directory, "widgets-v1", "Chart.yaml");
        var written = File.GetLastWriteTimeUtc(described);
        await charts.WriteAsync([Bundle], default);
        Assert.Equal(written, File.GetLastWriteTimeUtc(described));

        Write(Vendor, "kind: Vendored\n");
        await charts.WriteAsync([Bundle], default);
        Assert.Contains("kind: Vendored", await File.ReadAllTextAsync(Path.Combine(directory, "widgets-v1", "definitions", "000-widgets.yaml")), StringComparison.Ordinal);
        Assert.Equal(["widgets-v1"], Directory.EnumerateDirectories(directory).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData(HttpStatusCode.NotFound, 1)]
    public async Task A_busy_repository_is_asked_again_and_one_that_lacks_the_file_is_not(HttpStatusCode status, int requests)
    {
        var server = new Server(status, failures: 2);
        using var downloads = new DefinitionDownloads(server);
        var url = new Uri("https://example.org/file.yaml");

        if (requests > 1)
            Assert.Equal("found", await downloads.ReadAsync(url, default));
        else
            Assert.StartsWith(
                "https://example.org/file.yaml could not be read: ",
                (await Assert.ThrowsAsync<HttpRequestException>(() => downloads.ReadAsync(url, default))).Message,
                StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests);
    }

    [Fact]
    public async Task A_repository_that_does_not_answer_in_time_is_asked_again()
    {
        var server = new Server(null, failures: 2);
        using var downloads = new DefinitionDownloads(server, new NoPauses());

        Assert.Equal("found", await downloads.ReadAsync(new("https://example.org/file.yaml"), default));
        Assert.Equal(3, server.Requests);
        // And what was stopped by the caller is not.
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloads.ReadAsync(new("https://example.org/file.yaml"), stopped.Token));
    }

    sealed class NoPauses : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    sealed class Server(HttpStatusCode? status, int failures) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (++Requests > failures)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("found") });
            // As HttpClient's timeout.
            if (status is null)
                throw new TaskCanceledException("timeout", new TimeoutException());
            // No pause between attempts, as a server may ask for.
            var answer = new HttpResponseMessage(status.Value);
            answer.Headers.RetryAfter = new(TimeSpan.Zero);
            return Task.FromResult(answer);
        }
    }
}
