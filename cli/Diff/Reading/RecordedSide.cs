using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;
using Basecamp.Components.Charts;
using Basecamp.Manifests.Objects;
using Basecamp.Testing;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>The state that a stack's program asks for, run offline: what a render would write, and what it would leave out.</summary>
static class RecordedSide
{
    /// <summary>Reads a run.</summary>
    /// <param name="label">What to call it.</param>
    /// <param name="run">A complete run.</param>
    /// <param name="tree">What it renders to.</param>
    /// <param name="withSecrets">Whether to include what renders leave out because it holds secrets: names and keys, never values.</param>
    public static DiffSide Of(string label, OfflineRun run, RenderedTree tree, bool withSecrets)
    {
        var rendered = RenderReader.Read(tree.Files, isRender: true);
        return new(label, withSecrets ? [.. rendered, .. Hidden(tree)] : rendered)
        {
            CanHoldSecrets = withSecrets,
            ChartWorkloads = [.. run.Stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>().SelectMany(RecordedWorkloads.OfChart)],
        };
    }

    static IEnumerable<DiffObject> Hidden(RenderedTree tree) =>
        from left in tree.Manifests.LeftOut
        let resource = left.Resource
        where PulumiObject.IsCompared(resource.Type)
        let inputs = (ImmutableDictionary<string, object>)WithoutSecrets(resource, resource.Inputs, "")
        let read = new PulumiObject(resource.Type, resource.Name, resource.Provider?.Input("namespace") as string, inputs).ToObject(resource.Name)
        where read is not null
        select read;

    // Values that a run makes up or has no key for are not worth comparing: all that counts is that something secret is there.
    internal static object WithoutSecrets(RecordedResource owner, object value, string path)
    {
        var isSecret = path.Length > 0 && owner.IsSecret(path);
        return value switch
        {
            ImmutableDictionary<string, object> map => map.ToImmutableDictionary(
                entry => entry.Key, entry => WithoutSecrets(owner, entry.Value, PropertyPath.Join(path, entry.Key)), StringComparer.Ordinal),
            ImmutableArray<object> list => list.Select((item, index) => WithoutSecrets(owner, item, PropertyPath.Join(path, index))).ToImmutableArray(),
            _ => isSecret ? SecretValue.Unknown : value,
        };
    }
}
