namespace Basecamp.Components.K3s.Config;

/// <summary>The API server's admission configuration: Pod Security for every namespace, and limits on events.</summary>
public static class AdmissionConfiguration
{
    /// <summary>The file's text.</summary>
    public static string Text { get; } = K3sYaml.Serialize(new OrderedDictionary<string, object>
    {
        ["apiVersion"] = "apiserver.config.k8s.io/v1",
        ["kind"] = "AdmissionConfiguration",
        ["plugins"] = new object[] { PodSecurity(), EventRateLimit() },
    });

    // Namespaces with labels of their own override the defaults; kube-system holds K3s' own add-ons and the CNI.
    static OrderedDictionary<string, object> PodSecurity() => new()
    {
        ["name"] = "PodSecurity",
        ["configuration"] = new OrderedDictionary<string, object>
        {
            ["apiVersion"] = "pod-security.admission.config.k8s.io/v1",
            ["kind"] = "PodSecurityConfiguration",
            ["defaults"] = new OrderedDictionary<string, object>
            {
                ["enforce"] = "restricted",
                ["enforce-version"] = "latest",
                ["audit"] = "restricted",
                ["audit-version"] = "latest",
                ["warn"] = "restricted",
                ["warn-version"] = "latest",
            },
            ["exemptions"] = new OrderedDictionary<string, object>
            {
                ["usernames"] = Array.Empty<string>(),
                ["runtimeClasses"] = Array.Empty<string>(),
                ["namespaces"] = new[] { "kube-system" },
            },
        },
    };

    // The CIS guide switches EventRateLimit on without configuring it, and the API server does not start with an empty list of limits.
    static OrderedDictionary<string, object> EventRateLimit() => new()
    {
        ["name"] = "EventRateLimit",
        ["configuration"] = new OrderedDictionary<string, object>
        {
            ["apiVersion"] = "eventratelimit.admission.k8s.io/v1alpha1",
            ["kind"] = "Configuration",
            ["limits"] = new object[]
            {
                new OrderedDictionary<string, object> { ["type"] = "Server", ["qps"] = 5000, ["burst"] = 20000 },
            },
        },
    };
}
