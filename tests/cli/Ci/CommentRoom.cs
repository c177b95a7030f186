using System.Text.Json;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>What ci/post-comment.sh needs on either forge: the commit it speaks of, its mark, and what it sent.</summary>
static class CommentRoom
{
    public const string Sha = "1111111111111111111111111111111111111111";

    /// <summary>What a comment of ours begins with.</summary>
    public const string Marker = "<!-- basecamp-stack-diff -->";

    /// <summary>Text of the comment that was sent.</summary>
    public static string SentComment(this ScriptRoom room)
    {
        using var body = JsonDocument.Parse(File.ReadAllText(room.At("sent.json")));
        return body.RootElement.GetProperty("body").GetString()!;
    }

    /// <summary>Sets variables of the script.</summary>
    public static void Set(this ScriptRoom room, params (string Name, string Value)[] variables)
    {
        foreach (var (name, value) in variables)
            room.Variables[name] = value;
    }
}
