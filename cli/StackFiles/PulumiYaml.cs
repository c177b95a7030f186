using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.StackFiles;

/// <summary>YAML values as Pulumi hands them to a program: its reader (Go yaml.v3) types plain scalars, and structured values travel
/// as compact JSON with sorted keys.</summary>
static partial class PulumiYaml
{
    /// <summary>What stands in for a secret, which only Pulumi can decrypt.</summary>
    public const string SecretPlaceholder = "[secret]";

    /// <summary>The config text of a value.</summary>
    /// <param name="file">For error messages.</param>
    /// <param name="node">The value.</param>
    /// <param name="hasSecret">True when any leaf is a <c>secure:</c> value; then Pulumi treats the whole key as secret.</param>
    /// <exception cref="InvalidStackFileException">The value cannot be expressed as JSON.</exception>
    public static string ToConfigText(string file, YamlNode node, out bool hasSecret)
    {
        hasSecret = false;
        switch (node)
        {
            case YamlScalar scalar:
                // A top-level scalar is taken as text, before any typing: 010 stays 010, and null is not text.
                return scalar.IsPlain && IsNull(scalar.Text) ? "" : scalar.Text;
            case YamlMap map when IsSecure(map):
                hasSecret = true;
                return SecretPlaceholder;
        }
        using var buffer = new MemoryStream();
        // Read by the program only, so that nothing needs escapes for HTML's sake.
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, file, node, ref hasSecret);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void Write(Utf8JsonWriter json, string file, YamlNode node, ref bool hasSecret)
    {
        switch (node)
        {
            case YamlMap map when IsSecure(map):
                hasSecret = true;
                json.WriteStringValue(SecretPlaceholder);
                break;
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal))
                {
                    if (key.IsPlain && Typed(key) is not string)
                        throw new InvalidStackFileException(file, key.Line, key.Column,
                            $"the key {key.Text} is not text, and JSON has no other keys.", $"Quote it: \"{key.Text}\".");
                    json.WritePropertyName(key.Text);
                    Write(json, file, value, ref hasSecret);
                }
                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, file, item, ref hasSecret);
                json.WriteEndArray();
                break;
            case YamlScalar scalar:
                WriteScalar(json, file, scalar);
                break;
        }
    }

    static void WriteScalar(Utf8JsonWriter json, string file, YamlScalar scalar)
    {
        switch (Typed(scalar))
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case BigInteger integer:
                json.WriteRawValue(integer.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double:
                throw new InvalidStackFileException(file, scalar.Line, scalar.Column, $"{scalar.Text} is a number that JSON cannot hold.",
                    $"Quote it to make it text: \"{scalar.Text}\".");
            case string text:
                json.WriteStringValue(text);
                break;
        }
    }

    /// <summary>A scalar as yaml.v3 types it: null, <see cref="bool"/>, <see cref="BigInteger"/>, <see cref="double"/> or text.</summary>
    static object? Typed(YamlScalar scalar)
    {
        var text = scalar.Text;
        if (!scalar.IsPlain || scalar.Tag == "tag:yaml.org,2002:str")
            return text;
        if (IsNull(text))
            return null;
        if (text is "true" or "True" or "TRUE")
            return true;
        if (text is "false" or "False" or "FALSE")
            return false;
        if (Integer(text.Replace("_", "", StringComparison.Ordinal)) is { } integer)
            return integer;
        if (Number(text.Replace("_", "", StringComparison.Ordinal)) is { } number)
            return number;
        return Timestamp(text) ?? text;
    }

    static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    static bool IsSecure(YamlMap map) =>
        map.Entries.Count == 1 && map.Entries[0].Key.Text == "secure" && map.Entries[0].Value is YamlScalar;

    static BigInteger? Integer(string text)
    {
        var match = IntegerText().Match(text);
        if (!match.Success)
            return null;
        var digits = match.Groups["digits"].Value;
        var radix = match.Groups["radix"].Value.ToLowerInvariant() switch { "0x" => 16, "0b" => 2, "0o" or "0" => 8, _ => 10 };
        if (digits.Any(digit => Convert.ToInt32(digit.ToString(), 16) >= radix))
            return null;
        var value = digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));
        value = match.Groups["sign"].Value == "-" ? -value : value;
        // Beyond 64 bits yaml.v3 falls back to a floating point number, or to text for other bases.
        return value >= long.MinValue && value <= ulong.MaxValue ? value : null;
    }

    static double? Number(string text) => text switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ when NumberText().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    // A plain date becomes a time, which JSON shows in full: 2026-01-31 arrives as 2026-01-31T00:00:00Z.
    static string? Timestamp(string text)
    {
        if (!TimestampText().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return null;
        var zone = time.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return time.ToString($"yyyy-MM-dd'T'HH:mm:ss.FFFFFFF{zone}", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<radix>0[xX]|0[bB]|0[oO]|0(?=[0-9]))?(?<digits>[0-9a-fA-F]+)$")]
    private static partial Regex IntegerText();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]+[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?\s*(Z|[-+][0-9]{2}:[0-9]{2})?)?$")]
    private static partial Regex TimestampText();
}
