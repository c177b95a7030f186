using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra.Apps;

/// <summary>Reads the apps' settings from a stack's configuration: the value of <c>basecamp:apps</c> as JSON.</summary>
public static class AppsConfiguration
{
    /// <summary>Path that findings start with: the configuration key in a stack file.</summary>
    public const string RootPath = "basecamp:apps";

    /// <summary>Reads the form: names, types, required settings. <see cref="AppsValidation"/> judges the content.</summary>
    /// <returns>True when <paramref name="settings"/> could be read and <paramref name="problems"/> is empty.</returns>
    public static bool TryParse(string json, [NotNullWhen(true)] out AppsSettings? settings, out IReadOnlyList<Problem> problems) =>
        SettingsReader.TryRead(json, RootPath, out settings, out problems);
}
