using System.Text;

namespace Basecamp.Cli.StackFiles;

/// <summary>Reads a text file, or a pipe, that a user names: never more than a file of settings can have.</summary>
static class BoundedText
{
    /// <summary>Maximum size, in bytes.</summary>
    public const int Most = 8 * 1024 * 1024;

    /// <summary>The text: UTF-8, or UTF-16 or UTF-32 with a byte order mark.</summary>
    /// <exception cref="InvalidDataException">It is larger than <see cref="Most"/>, or is not text.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string path)
    {
        var bytes = ReadBytes(path);
        try
        {
            using var reader = new StreamReader(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidDataException("is not text: it holds NUL bytes.") : text;
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("is not UTF-8, the encoding of YAML.");
        }
    }

    // Its length says nothing: a pipe has none, and a device no end.
    static MemoryStream ReadBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (file.Read(buffer) is var count and > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > Most)
                throw new InvalidDataException($"is larger than {Most / 1024 / 1024} MiB, the most that a stack file may have.");
        }
        bytes.Position = 0;
        return bytes;
    }
}
