using System.Collections.Immutable;
using Basecamp.Components.Topology;
using Basecamp.Infra;
using Basecamp.Infra.Homelab;
using Pulumi;

namespace Basecamp.Cli.Offline;

/// <summary>
/// basecamp's program with what people review added to its outputs. Only offline: in a real stack the files would fill the state.
/// </summary>
static class ReviewedProgram
{
    /// <summary>Runs the program and adds warnings and files.</summary>
    public static async Task<IDictionary<string, object?>> DefineAsync()
    {
        var outputs = await BasecampProgram.DefineAsync();
        var homelab = StackSettings.Read(new Config("basecamp")).Homelab;
        return new Dictionary<string, object?>(outputs)
        {
            ["warnings"] = TopologyWarnings.For(homelab).Select(warning => warning.ToString()).ToImmutableArray(),
            ["renderedFiles"] = HomelabFiles.For(homelab).ToImmutableDictionary(),
        };
    }
}
