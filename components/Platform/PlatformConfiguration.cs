using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Platform;

/// <summary>Reads the platform's settings from a stack's configuration: the value of <c>basecamp:platform</c> as JSON.</summary>
public static class PlatformConfiguration
{
    /// <summary>Path that findings start with: the configuration key in a stack file.</summary>
    public const string RootPath = "basecamp:platform";

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the form: names, types, required settings. <see cref="PlatformValidation"/> judges the content.</summary>
    /// <returns>True when <paramref name="settings"/> could be read and <paramref name="problems"/> is empty.</returns>
    public static bool TryParse(string json, [NotNullWhen(true)] out PlatformSettings? settings, out IReadOnlyList<Problem> problems)
    {
        var form = new Problems(RootPath);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            settings = (PlatformSettings?)SectionBinder.Bind(typeof(PlatformSettings), document.RootElement, form);
            problems = form.All;
        }
        catch (JsonException)
        {
            // The parser's message quotes the text around the error, which may be a secret.
            settings = null;
            problems = [new(RootPath, "is not JSON, or holds a key twice. Write it as structured configuration: keys indented below `basecamp:platform:`.")];
        }
        return settings is not null;
    }
}
