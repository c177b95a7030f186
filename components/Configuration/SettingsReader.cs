using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Basecamp.Components.Configuration;

/// <summary>Reads the record behind a configuration key from its JSON. The form only: names, types, required settings.</summary>
public static class SettingsReader
{
    // A key given twice is a mistake in a stack file; the last one must not silently win.
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    /// <summary>Reads a record of type <typeparamref name="T"/>.</summary>
    /// <param name="json">The value of the key; secrets in it are decrypted, or a placeholder when offline.</param>
    /// <param name="rootPath">Path that findings start with: the configuration key in a stack file.</param>
    /// <param name="settings">The record; null when there are findings.</param>
    /// <param name="problems">Everything that is wrong with the form.</param>
    /// <returns>True when <paramref name="settings"/> could be read and <paramref name="problems"/> is empty.</returns>
    public static bool TryRead<T>(string json, string rootPath, [NotNullWhen(true)] out T? settings, out IReadOnlyList<Problem> problems)
        where T : class
    {
        (settings, problems) = Read<T>(json, rootPath);
        if (problems.Count > 0)
            settings = null;
        return settings is not null;
    }

    /// <summary>Reads a record of type <typeparamref name="T"/>, as far as it can be understood.</summary>
    /// <param name="json">The value of the key; secrets in it are decrypted, or a placeholder when offline.</param>
    /// <param name="rootPath">Path that findings start with: the configuration key in a stack file.</param>
    /// <returns>
    /// Everything that is wrong with the form; and the record with every finding's suggestion followed, so that rules about it can be asked
    /// at once, or null when there is a finding that suggests nothing.
    /// </returns>
    public static (T? Settings, IReadOnlyList<Problem> Problems) Read<T>(string json, string rootPath)
        where T : class
    {
        var form = new Problems(rootPath);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var settings = (T?)SectionBinder.Bind(typeof(T), document.RootElement, form);
            return (form.IsReadable ? settings : null, form.All);
        }
        catch (JsonException)
        {
            // The parser's message quotes the text around the error, which may be a secret.
            return (null, [new(rootPath, $"is not JSON, or holds a key twice. Write it as structured configuration: keys indented below `{rootPath}:`.")]);
        }
    }
}
