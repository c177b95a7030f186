using System.Text;

namespace Basecamp.Components.Vault;

/// <summary>
/// Configuration of the servers. It ends up in a ConfigMap, so it holds no secret: the token comes from the environment.
/// </summary>
static class VaultConfig
{
    public const string TransitKey = "autounseal";

    public static string Transit => """
        ui = false
        disable_mlock = true
        listener "tcp" {
          tls_disable     = 1
          address         = "[::]:8200"
          cluster_address = "[::]:8201"
        }
        storage "file" {
          path = "/vault/data"
        }

        """.ReplaceLineEndings("\n");

    // Address, key and path of the seal are written out: the chart sets VAULT_ADDR to the pod itself, which would win otherwise.
    public static string Main(int members) => $$"""
        ui = false
        disable_mlock = true
        listener "tcp" {
          tls_disable     = 1
          address         = "[::]:8200"
          cluster_address = "[::]:8201"
          telemetry {
            unauthenticated_metrics_access = "true"
          }
        }
        storage "raft" {
          path = "/vault/data"
        {{Members(members)}}}
        seal "transit" {
          address         = "http://vault-transit.{{Vault.TransitNamespaceName}}.svc:8200"
          key_name        = "{{TransitKey}}"
          mount_path      = "transit/"
          disable_renewal = "false"
        }
        telemetry {
          prometheus_retention_time = "30s"
          disable_hostname          = true
        }
        service_registration "kubernetes" {}

        """.ReplaceLineEndings("\n");

    static string Members(int count)
    {
        var text = new StringBuilder();
        for (var member = 0; member < count; member++)
            text.Append("  retry_join {\n    leader_api_addr = \"http://vault-").Append(member).Append(".vault-internal:8200\"\n  }\n");
        return text.ToString();
    }
}
