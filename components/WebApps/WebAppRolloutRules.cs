using System.Globalization;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.WebApps;

/// <summary>Roll-outs in steps that could not work.</summary>
static class WebAppRolloutRules
{
    public static void Check(WebAppRolloutSpec rollout, WebAppSurroundings around, Problems at)
    {
        if (!around.RollsOut)
            at.Add("", "needs Argo Rollouts and measurements. Add `basecamp:platform.rollouts: {}` and `monitoring: {}`, or remove it.");
        foreach (var share in rollout.Steps.Where(share => share is < 1 or > 99))
            at.Add("steps", $"lists {share.ToString(CultureInfo.InvariantCulture)}, but a step is a share from 1 to 99 percent; all pods come last by themselves.");
        if (rollout.Steps.Zip(rollout.Steps.Skip(1)).Any(pair => pair.First >= pair.Second))
            at.Add("steps", $"is {string.Join(", ", rollout.Steps)}, but every step is larger than the one before.");
        if (rollout is { Strategy: RolloutStrategy.Canary, Steps.Count: 0 })
            at.Add("steps", "is empty: then nothing would be measured. List at least one share, e.g. `steps: [10, 50]`.");
        if (rollout.Pause < TimeSpan.FromMinutes(1) || rollout.Pause > TimeSpan.FromDays(1))
            at.Add("pause", $"is {DurationText.Format(rollout.Pause)}, but must be from 1m to 24h: measurements are taken every minute.");
        if (rollout.Max is < 0)
            at.Add("max", $"is {rollout.Max.ToString(CultureInfo.InvariantCulture)}, but must not be negative.");
    }
}
