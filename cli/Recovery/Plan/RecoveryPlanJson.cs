using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>A plan for machines. Members are added within a <c>schemaVersion</c>, never changed or removed.</summary>
static class RecoveryPlanJson
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object.</summary>
    public static string Write(RecoveryPlan plan) => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["stack"] = plan.Check.Run.File.Stack,
        ["mode"] = ConfigurationNames.Of(plan.Mode),
        ["because"] = plan.Because,
        ["steps"] = new JsonArray([.. plan.Steps.Select(step => new JsonObject
        {
            ["title"] = step.Title,
            ["why"] = step.Why,
            ["commands"] = new JsonArray([.. step.Commands.Select(command => JsonValue.Create(command))]),
            ["doneWhen"] = step.DoneWhen,
        })]),
    }.ToJsonString(Indented);
}
