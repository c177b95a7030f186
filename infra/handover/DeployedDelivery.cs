using Basecamp.Components.Configuration;
using Pulumi;

namespace Basecamp.Infra.Handover;

/// <summary>
/// Who applied this stack's objects when it was last deployed. A change of owner replaces nearly every resource: unless all were marked as retained
/// before, the engine removes from the cluster what it hands over. So an `up` that was not prepared is refused, already in the preview.
/// </summary>
static class DeployedDelivery
{
    /// <summary>Name of the output with the owner.</summary>
    public const string OwnerOutput = "delivery";

    /// <summary>Name of the output with the next owner, for whom the stack was prepared.</summary>
    public const string NextOwnerOutput = "handover";

    /// <summary>What the stack exports for its next deployment.</summary>
    public static void Export(StackSettings settings, IDictionary<string, object?> outputs)
    {
        outputs[OwnerOutput] = ConfigurationNames.Of(settings.Delivery);
        if (settings.Handover is { } next)
            outputs[NextOwnerOutput] = ConfigurationNames.Of(next);
    }

    /// <summary>Refuses a change of owner that was not prepared; nothing on a stack that was never deployed.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="stack">This stack as it was deployed.</param>
    public static async Task<IReadOnlyList<Problem>> RefuseAsync(StackSettings settings, StackReference stack)
    {
        var (wanted, owner) = (ConfigurationNames.Of(settings.Delivery), await ReadAsync(stack, OwnerOutput));
        if (owner is null || owner == wanted || await ReadAsync(stack, NextOwnerOutput) == wanted)
            return [];
        return [new(DeliverySettings.Path, $"is '{wanted}', but {owner} owns what is deployed, and handing it over unprepared would delete it from the cluster. "
            + $"Set it back to {owner} and run `./basecamp handover --stack {Pulumi.Deployment.Instance.StackName} --to {wanted}`.")];
    }

    static async Task<string?> ReadAsync(StackReference stack, string output) => (await stack.GetOutputDetailsAsync(output)).Value as string;
}
