using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Basecamp.Components.Configuration;

/// <summary>Reads the record behind a configuration key from its JSON. The form only: names, types, required settings.</summary>
public static class SettingsReader
{
    // A key given twice is a mistake in a stack file; the last one must not silently win.
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a record of type <typeparamref name="T"/>.</summary>
    /// <param name="json">The value of the key; secrets in it are decrypted, or a placeholder when offline.</param>
    /// <param name="rootPath">Path that findings start with: the configuration key in a stack file.</param>
    /// <param name="settings">The record; null when there are findings.</param>
    /// <param name="problems">Everything that is wrong with the form.</param>
    /// <returns>True when <paramref name="settings"/> could be read and <paramref name="problems"/> is empty.</returns>
    public static bool TryRead<T>(string json, string rootPath, [NotNullWhen(true)] out T? settings, out IReadOnlyList<Problem> problems)
        where T : class
    {
        var form = new Problems(rootPath);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            settings = (T?)SectionBinder.Bind(typeof(T), document.RootElement, form);
            problems = form.All;
        }
        catch (JsonException)
        {
            // The parser's message quotes the text around the error, which may be a secret.
            settings = null;
            problems = [new(rootPath, $"is not JSON, or holds a key twice. Write it as structured configuration: keys indented below `{rootPath}:`.")];
        }
        return settings is not null;
    }
}
