using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>The check for machines. Members are added within a <c>schemaVersion</c>, never changed or removed.</summary>
static class DisasterCheckJson
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object.</summary>
    public static string Write(DisasterCheck check) => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["stack"] = check.Run.File.Stack,
        ["time"] = Time(check.Now),
        ["lookedAtBuckets"] = check.LookedAtBuckets,
        ["exitCode"] = check.IsWorse ? ExitCode.Unfit : ExitCode.Fine,
        ["states"] = new JsonArray([.. check.States.Select(StateOf)]),
        ["buckets"] = new JsonObject(check.Buckets.Select(bucket => KeyValuePair.Create<string, JsonNode?>(bucket.Key, new JsonObject { ["keepsVersions"] = bucket.Value }))),
        ["export"] = check.Export is { } export
            ? new JsonObject { ["file"] = export.File, ["taken"] = Time(export.Taken), ["resources"] = export.Resources, ["problem"] = export.Problem }
            : null,
    }.ToJsonString(Indented);

    static JsonObject StateOf(CheckedState state) => new()
    {
        ["id"] = state.Covered.State.Id,
        ["what"] = state.Covered.State.What,
        ["fate"] = ConfigurationNames.Of(state.Fate),
        ["consequence"] = state.Covered.State.Consequence,
        ["accepted"] = state.Covered.Accepted,
        ["namespace"] = state.Covered.State.Namespace,
        ["copies"] = new JsonArray([.. state.Copies.Select(CopyOf)]),
    };

    static JsonObject CopyOf(CheckedCopy copy) => new()
    {
        ["by"] = copy.Copy.By,
        ["url"] = copy.Copy.Store.Url,
        ["bucket"] = copy.Copy.Store.Bucket,
        ["prefix"] = copy.Copy.Store.Prefix,
        ["schedule"] = copy.Copy.Schedule,
        ["made"] = Time(copy.Found?.Made),
        ["restorableTo"] = Time(copy.Found?.RestorableTo),
        ["detail"] = copy.Found?.Detail,
        ["problem"] = copy.Problem,
    };

    static string? Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
