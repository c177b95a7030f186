using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Components.Delivery;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Alerts;

/// <summary>A dashboard as the ConfigMap that Grafana's sidecar loads.</summary>
static class DashboardConfigMap
{
    // Grafana's grid is 24 wide.
    const int PanelWidth = 12;
    const int PanelHeight = 8;

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ConfigMapArgs Of(string name, string ns, Dashboard dashboard) => new()
    {
        Metadata = ObjectMeta.Of(name, ns, labels: new Dictionary<string, string> { ["grafana_dashboard"] = "1" }),
        Data = { [$"{dashboard.Uid}.json"] = JsonOf(dashboard).ToJsonString(Json) },
    };

    static JsonObject JsonOf(Dashboard dashboard) => new()
    {
        ["uid"] = dashboard.Uid,
        ["title"] = dashboard.Title,
        ["tags"] = new JsonArray("basecamp"),
        ["schemaVersion"] = 41,
        ["editable"] = false,
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = "now-6h", ["to"] = "now" },
        ["templating"] = new JsonObject
        {
            ["list"] = new JsonArray(new JsonObject { ["name"] = "datasource", ["type"] = "datasource", ["query"] = "prometheus", ["label"] = "Prometheus" }),
        },
        ["panels"] = new JsonArray([.. dashboard.Panels.Select(PanelOf)]),
    };

    static JsonNode PanelOf(DashboardPanel panel, int index) => new JsonObject
    {
        ["id"] = index + 1,
        ["type"] = "timeseries",
        ["title"] = panel.Title,
        ["datasource"] = new JsonObject { ["type"] = "prometheus", ["uid"] = "${datasource}" },
        ["gridPos"] = new JsonObject
        {
            ["x"] = index % 2 * PanelWidth,
            ["y"] = index / 2 * PanelHeight,
            ["w"] = PanelWidth,
            ["h"] = PanelHeight,
        },
        ["fieldConfig"] = new JsonObject { ["defaults"] = new JsonObject { ["unit"] = panel.Unit, ["min"] = 0 }, ["overrides"] = new JsonArray() },
        ["targets"] = new JsonArray([.. panel.Queries.Select(TargetOf)]),
    };

    static JsonNode TargetOf(DashboardQuery query, int index) => new JsonObject
    {
        ["refId"] = ((char)('A' + index)).ToString(),
        ["expr"] = query.Expression,
        ["legendFormat"] = query.Legend,
    };
}
