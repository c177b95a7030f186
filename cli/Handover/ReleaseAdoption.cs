using System.Text.Json;
using Basecamp.Testing;

namespace Basecamp.Cli.Handover;

/// <summary>
/// Makes Helm take over the objects of charts that a GitOps engine installed. Helm refuses to install over an object that does not name the release
/// as its owner, and over a release that it has a record of.
/// </summary>
sealed class ReleaseAdoption(Tool kubectl, Tool helm)
{
    /// <summary>Helm's records of releases go: of those that Flux made, and of those that Pulumi made before it handed them over the last time.</summary>
    public async Task RemoveRecordsAsync(IEnumerable<RecordedResource> releases, CancellationToken cancellation)
    {
        foreach (var release in releases)
            await kubectl.ReadAsync(
                ["-n", NamespaceOf(release), "delete", "secret", "--selector", $"owner=helm,name={NameOf(release)}", "--ignore-not-found"], cancellation);
    }

    /// <summary>Each object of a chart gets the marks of its release, which Argo CD, that only renders charts, does not give it.</summary>
    /// <param name="releases">The releases.</param>
    /// <param name="directory">A directory that nobody else can read, for values.</param>
    /// <param name="cancellation">Stops between two releases.</param>
    public async Task MarkObjectsAsync(IEnumerable<RecordedResource> releases, string directory, CancellationToken cancellation)
    {
        var kinds = await KindsAsync(cancellation);
        foreach (var release in releases)
        {
            // kubectl takes objects of one namespace at a time.
            foreach (var (ns, objects) in RenderedObjects.ByNamespace(await RenderAsync(release, kinds, directory, cancellation), NamespaceOf(release)))
            {
                string[] live = ["-n", ns, "--overwrite", "--filename", "-"];
                await kubectl.ReadAsync(
                    ["annotate", .. live, $"meta.helm.sh/release-name={NameOf(release)}", $"meta.helm.sh/release-namespace={NamespaceOf(release)}"],
                    cancellation, objects, AreMissing);
                await kubectl.ReadAsync(["label", .. live, "app.kubernetes.io/managed-by=Helm"], cancellation, objects, AreMissing);
            }
        }
    }

    Task<string> RenderAsync(RecordedResource release, IReadOnlyList<string> kinds, string directory, CancellationToken cancellation)
    {
        var values = Path.Combine(directory, $"{NameOf(release)}.json");
        File.WriteAllText(values, JsonSerializer.Serialize(release.Input("values") ?? new Dictionary<string, object>()));
        List<string> args = ["template", NameOf(release), (string)release.Input("chart")!, "--namespace", NamespaceOf(release), "--no-hooks", "--values", values];
        if (release.Input("version") is string version)
            args.AddRange(["--version", version]);
        if (release.Input("repositoryOpts.repo") is string repository)
            args.AddRange(["--repo", repository]);
        foreach (var kind in kinds)
            args.AddRange(["--api-versions", kind]);
        return helm.ReadAsync(args, cancellation);
    }

    // What charts ask for before they render an object: group/version, and group/version/Kind.
    async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellation)
    {
        var table = await kubectl.ReadAsync(["api-resources", "--no-headers"], cancellation, forgive: _ => true);
        var kinds = from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    where columns.Length >= 4
                    select (Version: columns[^3], Kind: columns[^1]);
        return [.. kinds.SelectMany(kind => new[] { kind.Version, $"{kind.Version}/{kind.Kind}" }).Distinct(StringComparer.Ordinal)];
    }

    static string NameOf(RecordedResource release) => (string)release.Input("name")!;

    static string NamespaceOf(RecordedResource release) => (string)release.Input("namespace")!;

    // An object that the chart renders and nobody applied: Helm will create it.
    static bool AreMissing(string error) => error.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line =>
        line.Contains("NotFound", StringComparison.Ordinal) || line.StartsWith("Warning:", StringComparison.Ordinal));
}
