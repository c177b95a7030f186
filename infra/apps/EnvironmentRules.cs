using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>The environment's name.</summary>
static partial class EnvironmentRules
{
    public static void Check(AppsSettings settings, Problems problems)
    {
        if (settings.Environment is { } environment && !Name().IsMatch(environment))
            problems.Add("environment", $"is {Shown.Text(environment)}, but names of namespaces and hosts end with it: 1 to 20 lower-case letters, digits and hyphens, "
                + "no hyphen at either end.");
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?\z")]
    private static partial Regex Name();
}
