namespace Basecamp.Components.K3s.Config;

/// <summary>The API server's audit policy: who did what to which object, without request bodies, which would put Secrets into the log.</summary>
public static class AuditPolicy
{
    /// <summary>The file's text.</summary>
    public static string Text { get; } = K3sYaml.Serialize(new OrderedDictionary<string, object>
    {
        ["apiVersion"] = "audit.k8s.io/v1",
        ["kind"] = "Policy",
        ["omitStages"] = new[] { "RequestReceived" },
        ["rules"] = new object[]
        {
            // Health checks say nothing about anybody and are most of the volume.
            new OrderedDictionary<string, object>
            {
                ["level"] = "None",
                ["nonResourceURLs"] = new[] { "/healthz*", "/livez*", "/readyz*", "/version" },
            },
            new OrderedDictionary<string, object> { ["level"] = "Metadata" },
        },
    });
}
