using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Pulumi;

namespace Basecamp.Infra.Homelab;

/// <summary>
/// The topology that this stack was last deployed from, so that a change of what cannot change is refused in the preview, before it reaches
/// a machine. The stack keeps it as a secret output of its own and reads it back by a reference to itself.
/// </summary>
static class DeployedTopology
{
    /// <summary>Name of the output.</summary>
    public const string Output = "homelabTopology";

    /// <summary>What a living cluster cannot follow; empty on a stack that was never deployed.</summary>
    /// <param name="next">What is asked for.</param>
    /// <param name="stack">This stack as it was deployed.</param>
    public static async Task<IReadOnlyList<Problem>> RefuseAsync(HomelabTopology next, StackReference stack)
    {
        var output = await stack.GetOutputDetailsAsync(Output);
        if ((output.SecretValue ?? output.Value) is not string json)
            return [];
        if (HomelabConfiguration.TryParse(json, out var current, out _))
            return TopologyChange.Refuse(current, next);
        // Not an error: the last deployment may be from a version with other rules, and then the nodes still refuse what they cannot follow.
        Log.Warn("The topology of the last deployment cannot be read by this version, so changes of fixed settings are not looked for.");
        return [];
    }
}
