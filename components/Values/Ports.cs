using System.Globalization;

namespace Basecamp.Components.Values;

/// <summary>TCP and UDP port numbers.</summary>
static class Ports
{
    /// <summary>The rule, for messages.</summary>
    public const string Rule = "a port is a number from 1 to 65535";

    /// <summary>True for 1 to 65535.</summary>
    public static bool IsPort(int port) => port is >= 1 and <= 65535;

    /// <summary>True for the text of a port, without sign or leading zero.</summary>
    public static bool IsPort(string text) =>
        !text.StartsWith('0') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && IsPort(port);
}
