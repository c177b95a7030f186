using Basecamp.Testing;

namespace Basecamp.Cli.Offline;

/// <summary>The tiers of a stack, from the machines up.</summary>
static class Tier
{
    /// <summary>Where resources outside of any tier are listed.</summary>
    public const string Other = "other";

    /// <summary>All tiers in order.</summary>
    public static IReadOnlyList<string> All { get; } = ["homelab", "platform", "apps", Other];

    /// <summary>The tier whose component <paramref name="resource"/> is in, or is.</summary>
    public static string Of(RecordedResource resource)
    {
        var top = resource;
        while (top.Parent is { } parent)
            top = parent;
        return top.Type switch
        {
            "basecamp:index:HomelabTier" => "homelab",
            "basecamp:index:PlatformTier" => "platform",
            "basecamp:index:AppsTier" => "apps",
            _ => Other,
        };
    }

    /// <summary>Whether <paramref name="resource"/> is the component of a whole tier.</summary>
    public static bool IsTier(RecordedResource resource) => resource.Parent is null && Of(resource) != Other;
}
