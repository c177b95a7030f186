namespace Basecamp.Manifests.Yaml;

/// <summary>A text is not YAML, or not the YAML that was asked for.</summary>
/// <param name="line">Line, counted from 1.</param>
/// <param name="column">Column, counted from 1.</param>
/// <param name="message">What is wrong.</param>
/// <param name="hint">How to fix it.</param>
public sealed class InvalidYamlException(int line, int column, string message, string hint) : Exception(message)
{
    /// <summary>Line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, counted from 1.</summary>
    public int Column { get; } = column;

    /// <summary>How to fix it.</summary>
    public string Hint { get; } = hint;
}
