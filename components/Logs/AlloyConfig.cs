namespace Basecamp.Components.Logs;

/// <summary>Alloy's configurations, as Alloy reads them.</summary>
static class AlloyConfig
{
    static readonly string Write = $$"""
        loki.write "loki" {
          endpoint {
            url = "{{Loki.Url}}/loki/api/v1/push"
          }
          external_labels = { cluster = "CLUSTER" }
        }
        """;

    /// <summary>Files of the pods of one machine.</summary>
    public static string Files(string cluster) => """
        logging {
          level  = "warn"
          format = "logfmt"
        }

        // Only this machine's pods: without the selector every Alloy would watch every pod.
        discovery.kubernetes "pods" {
          role = "pod"
          selectors {
            role  = "pod"
            field = "spec.nodeName=" + sys.env("HOSTNAME")
          }
        }

        // Few labels, because each combination of values is a stream of its own.
        discovery.relabel "pods" {
          targets = discovery.kubernetes.pods.targets
          rule {
            source_labels = ["__meta_kubernetes_namespace"]
            target_label  = "namespace"
          }
          rule {
            source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name", "__meta_kubernetes_pod_label_app", "__meta_kubernetes_pod_name"]
            separator     = ";"
            regex         = "^;*([^;]+)(;.*)?$"
            target_label  = "app"
          }
          rule {
            source_labels = ["__meta_kubernetes_pod_name"]
            target_label  = "pod"
          }
          rule {
            source_labels = ["__meta_kubernetes_pod_container_name"]
            target_label  = "container"
          }
          rule {
            source_labels = ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"]
            separator     = "/"
            replacement   = "/var/log/pods/*$1/*.log"
            target_label  = "__path__"
          }
        }

        local.file_match "pods" {
          path_targets = discovery.relabel.pods.output
        }

        loki.source.file "pods" {
          targets    = local.file_match.pods.targets
          forward_to = [loki.process.pods.receiver]
        }

        loki.process "pods" {
          stage.cri {}
          stage.regex {
            expression = "(?i)\\b(?:level|severity)\\W{1,3}(?P<level>trace|debug|info|warn|warning|error|fatal|critical)\\b"
          }
          stage.template {
            source   = "level"
            template = "{{ ToLower .Value }}"
          }
          // Beside the line, not a label: searchable without one stream per level.
          stage.structured_metadata {
            values = { level = "" }
          }
          forward_to = [loki.write.loki.receiver]
        }

        """ + Write.Replace("CLUSTER", cluster, StringComparison.Ordinal) + "\n";

    /// <summary>Events of the cluster.</summary>
    public static string Events(string cluster) => """
        logging {
          level  = "warn"
          format = "logfmt"
        }

        loki.source.kubernetes_events "cluster" {
          log_format = "logfmt"
          forward_to = [loki.write.loki.receiver]
        }

        """ + Write.Replace("CLUSTER", cluster, StringComparison.Ordinal) + "\n";
}
