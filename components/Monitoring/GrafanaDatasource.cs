using Basecamp.Components.Delivery;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Monitoring;

/// <summary>A datasource as the ConfigMap that Grafana's sidecar loads. Holds no credentials: Grafana reaches it through a policy instead.</summary>
static class GrafanaDatasource
{
    /// <summary>The ConfigMap.</summary>
    /// <param name="name">Name of the ConfigMap.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="title">Name in Grafana.</param>
    /// <param name="type">Grafana's type; also the stable identifier that dashboards refer to.</param>
    /// <param name="url">Address in the cluster.</param>
    /// <param name="json">Further settings, YAML below <c>jsonData</c>. Default none.</param>
    public static ConfigMapArgs Of(string name, string ns, string title, string type, string url, string json = "{}") => new()
    {
        Metadata = ObjectMeta.Of(name, ns, labels: new Dictionary<string, string> { ["grafana_datasource"] = "1" }),
        Data =
        {
            [$"{name}.yaml"] = $"""
                apiVersion: 1
                datasources:
                  - name: {title}
                    uid: {type}
                    type: {type}
                    access: proxy
                    url: {url}
                    editable: false
                    jsonData: {json}

                """,
        },
    };
}
