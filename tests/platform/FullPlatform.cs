using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Tier;

namespace Basecamp.Platform.Tests;

/// <summary>Settings with every section on: what rules, manifests and policies are looked at as a whole with.</summary>
static class FullPlatform
{
    /// <summary>The settings; a test asserts that no section is missing.</summary>
    public static PlatformSettings Settings => Everything.Settings;
}
