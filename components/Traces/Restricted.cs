using Basecamp.Components.Values;

namespace Basecamp.Components.Traces;

/// <summary>Security contexts that a restricted namespace takes, for charts whose defaults it refuses.</summary>
static class Restricted
{
    public static ValueTree Container => new()
    {
        ["allowPrivilegeEscalation"] = false,
        ["capabilities.drop"] = new[] { "ALL" },
    };

    public static ValueTree Pod(int user) => new()
    {
        ["runAsNonRoot"] = true,
        ["runAsUser"] = user,
        ["runAsGroup"] = user,
        ["seccompProfile.type"] = "RuntimeDefault",
    };
}
