namespace Basecamp.Manifests.Objects;

/// <summary>The group of an <c>apiVersion</c>.</summary>
public static class ApiGroup
{
    /// <summary><c>apps</c> of <c>apps/v1</c>; empty for Kubernetes' core, <c>v1</c>.</summary>
    public static string Of(string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        return apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? apiVersion[..slash] : "";
    }
}
