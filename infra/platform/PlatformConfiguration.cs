using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra.Platform;

/// <summary>Reads the platform's settings from a stack's configuration: the value of <c>basecamp:platform</c> as JSON.</summary>
public static class PlatformConfiguration
{
    /// <summary>Path that findings start with: the configuration key in a stack file.</summary>
    public const string RootPath = "basecamp:platform";

    /// <summary>Reads the form: names, types, required settings. <see cref="PlatformRules"/> judges the content.</summary>
    /// <returns>True when <paramref name="settings"/> could be read and <paramref name="problems"/> is empty.</returns>
    public static bool TryParse(string json, [NotNullWhen(true)] out PlatformSettings? settings, out IReadOnlyList<Problem> problems) =>
        SettingsReader.TryRead(json, RootPath, out settings, out problems);
}
