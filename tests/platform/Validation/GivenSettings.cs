using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Infra.Platform;

namespace Basecamp.Platform.Tests.Validation;

/// <summary>Settings as a stack file holds them, and what is said about them.</summary>
static class GivenSettings
{
    public const string Store = """
        "objectStore": { "external": { "endpoint": "192.168.1.5:9000", "insecure": true, "accessKey": "hunter2-access", "secretKey": "hunter2-secret" } }
        """;

    /// <summary>Findings about settings, form and content, on a cluster. Default: three servers and three agents.</summary>
    public static IReadOnlyList<string> Findings(string json, ClusterFacts? cluster = null)
    {
        if (!PlatformConfiguration.TryParse(json, out var settings, out var problems))
            return [.. problems.Select(Text)];
        return [.. PlatformRules.Validate(settings, cluster ?? PlatformRun.Ha, DeliveryEngine.Pulumi, "platform").Select(Text)];
    }

    /// <summary>Settings of a valid form.</summary>
    public static PlatformSettings Parsed(string json)
    {
        Assert.True(PlatformConfiguration.TryParse(json, out var settings, out var problems), string.Join('\n', problems));
        return settings!;
    }

    /// <summary>Asserts that exactly one thing is wrong, at a path that ends like this, and that its message says this.</summary>
    public static void Refused(string json, string path, string says, ClusterFacts? cluster = null)
    {
        var finding = Assert.Single(Findings(json, cluster));
        Assert.Contains(path, finding, StringComparison.Ordinal);
        Assert.Contains(says, finding, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", finding, StringComparison.Ordinal);
    }

    static string Text(Problem problem) => $"{problem.Path}: {problem.Message}";
}
