using System.Globalization;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>A segment of PostgreSQL's write-ahead log, by its file name: timeline, log and segment, eight hexadecimal digits each.</summary>
/// <param name="Timeline">Timeline: it grows with every recovery and failover.</param>
/// <param name="Number">Position, counted in segments.</param>
/// <param name="PerLog">Segments of a log file's 4 GiB.</param>
readonly record struct WalSegment(uint Timeline, ulong Number, uint PerLog = WalSegment.UsualPerLog)
{
    const int Digits = 24;
    const uint UsualPerLog = 256;

    /// <summary>Reads a name such as <c>00000001000000000000000B.gz</c>; null when it is something else, such as a history file.</summary>
    /// <param name="fileName">The name.</param>
    /// <param name="perLog">Segments of a log file's 4 GiB. Default 256: segments of 16 MiB.</param>
    public static WalSegment? Parse(string fileName, uint perLog = UsualPerLog)
    {
        var parts = fileName.Split('.');
        var name = parts is [_] or [_, "gz" or "bz2" or "xz" or "lz4" or "snappy" or "zst"] ? parts[0] : "";
        return name.Length == Digits && name.All(char.IsAsciiHexDigitUpper)
            ? new(Hex(name, 0), ((ulong)Hex(name, 8) * perLog) + Hex(name, 16), perLog)
            : null;
    }

    /// <summary>The name of the segment on its timeline.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Timeline:X8}{Number / PerLog:X8}{Number % PerLog:X8}");

    static uint Hex(string name, int at) => uint.Parse(name.AsSpan(at, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
