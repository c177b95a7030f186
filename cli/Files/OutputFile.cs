using System.Text;

namespace Basecamp.Cli.Files;

/// <summary>A file that a command writes for its user.</summary>
/// <param name="shown">The path as the user wrote it.</param>
/// <param name="directory">Where the command was started.</param>
/// <param name="example">Name of a file for who names a directory.</param>
sealed class OutputFile(string shown, string directory, string example)
{
    /// <summary>What stands for standard output in a command line.</summary>
    public const string StandardOutput = "-";

    /// <summary>
    /// Writes <paramref name="text"/> beside the file first, so that a full disk leaves the old one as it was, and then in its place. A link stays
    /// a link: the file it leads to is replaced. What is no regular file never is.
    /// </summary>
    /// <exception cref="IOException">It cannot be written, or something else is in its place; the message is for the user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string text)
    {
        var path = Target();
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new IOException($"{shown} is in a directory that does not exist. Make it first.");
        var next = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(next, FileMode.CreateNew))
                stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
            File.Move(next, path, overwrite: true);
        }
        finally
        {
            // Gone already, unless something failed.
            File.Delete(next);
        }
    }

    string Target()
    {
        var path = Path.GetFullPath(shown, directory);
        // A link to nothing is where a file can be made.
        if (FileKinds.Of(path) == FileKind.Link)
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        return FileKinds.Of(path) switch
        {
            FileKind.None or FileKind.Regular => path,
            FileKind.Directory => throw new IOException($"{shown} is a directory. Name a file in it, for example {Path.Combine(shown, example)}."),
            _ => throw new IOException($"{shown} is a device, pipe or socket, which a file would replace. Name a file, or - for standard output."),
        };
    }
}
