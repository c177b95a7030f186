namespace Basecamp.Components.K3s.Config;

/// <summary>Where K3s' files lie on a node.</summary>
public static class K3sPaths
{
    /// <summary>Directory of everything that configures K3s.</summary>
    public const string Directory = "/etc/rancher/k3s";

    /// <summary>Main configuration.</summary>
    public const string Config = $"{Directory}/config.yaml";

    /// <summary>Snapshot upload, a drop-in.</summary>
    public const string SnapshotUpload = $"{Config}.d/20-snapshot-upload.yaml";

    /// <summary>External datastore, a drop-in.</summary>
    public const string Datastore = $"{Config}.d/30-datastore.yaml";

    /// <summary>Labels and taints, a drop-in.</summary>
    public const string Registration = $"{Config}.d/50-node.yaml";

    /// <summary>The node's own join secret.</summary>
    public const string Token = $"{Directory}/token";

    /// <summary>The agents' join secret, on servers.</summary>
    public const string AgentToken = $"{Directory}/agent-token";

    /// <summary>Registry mirrors and credentials.</summary>
    public const string Registries = $"{Directory}/registries.yaml";

    /// <summary>kubelet configuration.</summary>
    public const string Kubelet = $"{Directory}/kubelet.yaml";

    /// <summary>Audit policy of the API server.</summary>
    public const string AuditPolicy = $"{Directory}/audit-policy.yaml";

    /// <summary>Admission configuration of the API server.</summary>
    public const string Admission = $"{Directory}/admission.yaml";

    /// <summary>Authority of the snapshot store.</summary>
    public const string SnapshotCa = $"{Directory}/snapshot-ca.crt";

    /// <summary>TLS files of the external datastore.</summary>
    public const string DatastoreCa = $"{Directory}/datastore-ca.crt";

    /// <inheritdoc cref="DatastoreCa"/>
    public const string DatastoreCertificate = $"{Directory}/datastore.crt";

    /// <inheritdoc cref="DatastoreCa"/>
    public const string DatastoreKey = $"{Directory}/datastore.key";

    /// <summary>Log of the API server's audit events.</summary>
    public static string AuditLog(string dataDirectory) => $"{dataDirectory}/server/logs/audit.log";

    /// <summary>A manifest that K3s applies by itself.</summary>
    public static string Manifest(string dataDirectory, string name) => $"{dataDirectory}/server/manifests/{name}.yaml";
}
