namespace Basecamp.Cli.Terminal;

/// <summary>Text with the role it plays; <see cref="Page"/> knows how a role looks.</summary>
readonly record struct Style(string Text, string Colour)
{
    public static Style Plain(string text) => new(text, "");

    public static Style Strong(string text) => new(text, "bold");

    public static Style Dim(string text) => new(text, "grey");

    public static Style Kind(string text) => new(text, "cyan");

    public static Style Good(string text) => new(text, "green");

    public static Style Warning(string text) => new(text, "yellow");

    public static Style Bad(string text) => new(text, "red");
}
