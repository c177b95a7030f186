using System.Security.Cryptography;
using System.Text;
using Basecamp.Cli.Vendor;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Charts;

/// <summary>Renders charts that are at hand with Helm, and remembers what came out.</summary>
/// <param name="helm">Helm.</param>
/// <param name="vendored">The charts at hand.</param>
/// <param name="apis">What charts may ask about the cluster.</param>
/// <param name="cache">Directory of what was rendered before, which holds no secret; null when nothing is to be kept.</param>
sealed class ChartRenderer(HelmProgram helm, VendoredCharts vendored, ClusterApis apis, string? cache)
{
    // Raised when the same output of Helm leads to other objects.
    const string Format = "3";

    // A remembered render that nobody asked for in a while.
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Renders charts, in their order.</summary>
    /// <exception cref="ChartException">Some cannot be rendered; all of them are named.</exception>
    public async Task<IReadOnlyList<RenderedChart>> RenderAsync(IReadOnlyList<StackChart> charts, CancellationToken cancellation)
    {
        var locked = LockOf(charts);
        var (rendered, failures) = (new RenderedChart[charts.Count], new string?[charts.Count]);
        await Parallel.ForAsync(0, charts.Count, cancellation, async (index, token) =>
        {
            try
            {
                rendered[index] = new(charts[index], await RenderAsync(charts[index], locked.Of(charts[index].Pin)!.Digest, token));
            }
            catch (Exception exception) when (exception is ChartException or InvalidYamlException)
            {
                failures[index] = $"{charts[index]} cannot be rendered: {exception.Message}";
            }
        });
        Forget();
        return failures.OfType<string>().ToList() is { Count: > 0 } all ? throw new ChartException(string.Join('\n', all)) : rendered;
    }

    ChartLock LockOf(IReadOnlyList<StackChart> charts)
    {
        try
        {
            return VendorCheck.Check(vendored, [.. charts.Select(chart => chart.Pin).Distinct()]) is { Count: > 0 } differences
                ? throw new ChartException(string.Join('\n', differences)) { IsFetchable = true }
                : vendored.ReadLock();
        }
        catch (VendorException exception)
        {
            throw new ChartException(exception.Message);
        }
    }

    async Task<ChartObjects> RenderAsync(StackChart chart, string digest, CancellationToken cancellation)
    {
        var values = chart.ValuesText;
        var remembered = cache is null ? null : Path.Combine(cache, $"{KeyOf(chart, digest, values)}.json");
        if (remembered is not null && File.Exists(remembered) && ChartObjects.FromJson(await File.ReadAllTextAsync(remembered, cancellation)) is { } known)
        {
            File.SetLastWriteTimeUtc(remembered, DateTime.UtcNow);
            return known;
        }
        // Nobody else may enter: values may name things that are nobody's business.
        var directory = Directory.CreateTempSubdirectory("basecamp-helm-");
        try
        {
            var file = Path.Combine(directory.FullName, "values.yaml");
            await File.WriteAllTextAsync(file, values, cancellation);
            IReadOnlyList<string> args = Arguments(chart, file);
            var objects = new HelmOutput(chart, apis).Read(
                await helm.ReadAsync(args, directory.FullName, cancellation), await helm.ReadAsync(args, directory.FullName, cancellation));
            if (remembered is not null)
                await RememberAsync(remembered, objects, cancellation);
            return objects;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Definitions in a chart's crds/ are the business of whoever installs them first, and no change of a chart changes them.
    string[] Arguments(StackChart chart, string values) =>
    [
        "template", chart.Release, vendored.PathOf(chart.Pin), "--namespace", chart.Namespace, "--values", values, "--skip-crds", "--skip-tests",
        .. apis.Version is { } version ? (string[])["--kube-version", version] : [],
        .. apis.Names.SelectMany(name => (string[])["--api-versions", name]),
    ];

    string KeyOf(StackChart chart, string digest, string values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', [Format, helm.Version, digest, chart.Release, chart.Namespace, apis.Version ?? "", .. apis.Kinds.Select(kind => kind.ToString()), values]))));

    // Renamed into place: an interrupted run leaves no half a file.
    static async Task RememberAsync(string path, ChartObjects objects, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        await File.WriteAllTextAsync(temporary, objects.ToJson(), cancellation);
        File.Move(temporary, path, overwrite: true);
    }

    void Forget()
    {
        if (cache is null || !Directory.Exists(cache))
            return;
        foreach (var file in new DirectoryInfo(cache).EnumerateFiles().Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > Kept))
            file.Delete();
    }
}

/// <summary>A chart with its objects.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Objects">What it renders to.</param>
sealed record RenderedChart(StackChart Chart, ChartObjects Objects)
{
    /// <summary>Its objects as if the program had registered them.</summary>
    public IReadOnlyList<RecordedObject> Recorded { get; } =
    [
        .. Objects.Bodies.Select(body => new RecordedObject(
            body.Text("apiVersion")!, body.Text("kind")!, body.Text("metadata", "namespace"), body.Text("metadata", "name")!, body, Chart.Resource)),
    ];
}
