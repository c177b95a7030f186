using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Basecamp.Triage.Incidents;

/// <summary>
/// The policy as it was when paging started, kept in the incident: editing or deleting a policy never disturbs an
/// escalation under way.
/// </summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Version">Its version, to show "policy changed since".</param>
/// <param name="Repeat">Passes after the first, 0–9.</param>
/// <param name="AckTimeoutSeconds">How long an acknowledgement holds; 0 means for ever.</param>
/// <param name="Steps">In order.</param>
sealed record PolicySnapshot(string Policy, int Version, int Repeat, int AckTimeoutSeconds, IReadOnlyList<PolicyStep> Steps)
{
    public string ToJson() => JsonSerializer.Serialize(this, SnapshotJson.Default.PolicySnapshot);

    // Incidents of one service carry the same text: a list of fifty has a handful of different ones.
    static readonly ConcurrentDictionary<string, PolicySnapshot> Known = new(StringComparer.Ordinal);
    const int MostKnown = 500;

    public static PolicySnapshot FromJson(string json)
    {
        if (Known.TryGetValue(json, out var known))
            return known;
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known[json] = JsonSerializer.Deserialize(json, SnapshotJson.Default.PolicySnapshot)!;
    }

    /// <summary>Before the original steps, one that pages only the given person.</summary>
    public PolicySnapshot StartingWith(StepTarget target, int delaySeconds) =>
        this with { Steps = [new PolicyStep(delaySeconds, [target]), .. Steps.Where(s => !s.Reassigned)] };
}

/// <param name="DelaySeconds">How long to wait for an acknowledgement before the next step.</param>
/// <param name="Targets">Who is paged, all at once.</param>
sealed record PolicyStep(int DelaySeconds, IReadOnlyList<StepTarget> Targets)
{
    /// <summary>The step was put in by a reassignment.</summary>
    [JsonIgnore]
    public bool Reassigned => Targets is [{ Kind: StepTarget.Reassigned }];
}

/// <param name="Kind">responder, schedule, channel or reassigned (a responder put in by a person).</param>
/// <param name="Id">Row id of the target.</param>
/// <param name="Name">For people.</param>
sealed record StepTarget(string Kind, long Id, string Name)
{
    public const string Responder = "responder";
    public const string Schedule = "schedule";
    public const string Channel = "channel";
    public const string Reassigned = "reassigned";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PolicySnapshot))]
sealed partial class SnapshotJson : JsonSerializerContext;
