using System.Runtime.InteropServices;
using System.Text;

namespace Basecamp.Cli.Files;

/// <summary>What is at a path.</summary>
enum FileKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link,

    /// <summary>A device such as /dev/null, a pipe or a socket.</summary>
    Special,
}

/// <summary>Tells what is at a path. To <see cref="File"/>, a device is a file like any other.</summary>
static class FileKinds
{
    // linux/stat.h: struct statx is the same on every architecture, unlike struct stat.
    const int Size = 256;
    const int ModeOffset = 28;
    const int CurrentDirectory = -100;
    const int DoNotFollow = 0x100;
    const uint TypeMask = 1;
    const int NoSuchFile = 2;
    const int NotADirectory = 20;

    /// <summary>What is at <paramref name="path"/> itself; a link is not followed.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static FileKind Of(string path) => OperatingSystem.IsLinux() ? OnLinux(path) : Elsewhere(path);

    // Other systems have no statx, and other layouts of stat: there a device is known by its place.
    internal static FileKind Elsewhere(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return FileKind.Link;
        if (Directory.Exists(path))
            return FileKind.Directory;
        return !File.Exists(path) ? FileKind.None : path.StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Special : FileKind.Regular;
    }

    static FileKind OnLinux(string path)
    {
        var buffer = new byte[Size];
        if (StatX(CurrentDirectory, [.. Encoding.UTF8.GetBytes(path), 0], DoNotFollow, TypeMask, buffer) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is NoSuchFile or NotADirectory
                ? FileKind.None
                : throw new IOException($"{path} cannot be looked at: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
        return (BitConverter.ToUInt16(buffer, ModeOffset) & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Directory,
            0xA000 => FileKind.Link,
            _ => FileKind.Special,
        };
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    static extern int StatX(int directory, byte[] path, int flags, uint mask, byte[] result);
}
