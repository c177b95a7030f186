namespace Basecamp.Cli.StackFiles;

/// <summary>A stack or project file cannot be read.</summary>
sealed class InvalidStackFileException : Exception
{
    /// <param name="file">The file as the user should see it.</param>
    /// <param name="line">Line from 1; 0 when the file as a whole is meant.</param>
    /// <param name="column">Column from 1; 0 when the file as a whole is meant.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="hint">How to fix it.</param>
    public InvalidStackFileException(string file, int line, int column, string message, string hint)
        : base(line > 0 ? $"{file}:{line}:{column}: {message}" : $"{file}: {message}")
    {
        Hint = hint;
    }

    /// <summary>How to fix it.</summary>
    public string Hint { get; }
}
