using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Preview;

namespace Basecamp.Cli.Diff.Output;

/// <summary>A changed object as lines of a diff.</summary>
static class ObjectLines
{
    const int InlineLength = 140;
    const int MaximumLinesOfValue = 40;
    const int MaximumLinesOfAdded = 60;
    const int MaximumLinesOfRemoved = 24;
    const int MaximumFields = 200;

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What differs, field by field; the object itself when it is added or removed.</summary>
    public static IReadOnlyList<DiffLine> Of(ObjectChange change) => change.Kind switch
    {
        ChangeKind.Added => Whole('+', change.Object),
        ChangeKind.Removed => Whole('-', change.Object),
        _ => Fields(change.Fields),
    };

    static List<DiffLine> Fields(IReadOnlyList<FieldChange> fields)
    {
        var lines = fields.Take(MaximumFields).SelectMany(Of).ToList();
        if (fields.Count > MaximumFields)
            lines.Add(new('@', $"and {PreviewReport.Count(fields.Count - MaximumFields, "more field")}"));
        return lines;
    }

    static IEnumerable<DiffLine> Of(FieldChange field)
    {
        var path = Visible(field.Path.ToString());
        if (field is { Before: SecretValue, After: SecretValue })
            return [new('!', $"{path}: (secret, changed)")];
        if (field is { Before: string before, After: string after } && (Lines(before) ?? Lines(after)) is not null)
            return Cut([new('@', path), .. LineDiff.Of(Lines(before) ?? before, Lines(after) ?? after).Select(line => line with { Text = Visible(line.Text) })], MaximumLinesOfValue);
        var lines = new List<DiffLine>();
        if (field.Kind != ChangeKind.Added)
            lines.AddRange(Value('-', path, field.Before));
        if (field.Kind != ChangeKind.Removed)
            lines.AddRange(Value('+', path, field.After));
        return lines;
    }

    static IEnumerable<DiffLine> Value(char sign, string path, object? value)
    {
        var inline = ValueText.Inline(value, InlineLength * 2);
        if (inline.Length <= InlineLength && !ValueText.IsLong(value) || value is not (string or ImmutableDictionary<string, object> or ImmutableArray<object>))
            return [new(sign, $"{path}: {inline}")];
        var text = value is string given ? Lines(given) ?? given : ValueText.Yaml(value);
        return Cut([new(sign, $"{path}:"), .. text.TrimEnd('\n').Split('\n').Select(line => new DiffLine(sign, $"  {Visible(line)}"))], MaximumLinesOfValue);
    }

    static IReadOnlyList<DiffLine> Whole(char sign, DiffObject whole) => Cut(
        [.. ValueText.Yaml(whole.Body).TrimEnd('\n').Split('\n').Select(line => new DiffLine(sign, Visible(line)))],
        sign == '+' ? MaximumLinesOfAdded : MaximumLinesOfRemoved);

    static List<DiffLine> Cut(List<DiffLine> lines, int most) => lines.Count <= most + 1
        ? lines
        : [.. lines.Take(most), new('@', $"and {lines.Count - most} more lines")];

    // Text of several lines; JSON on one line, such as a dashboard, is broken into lines.
    static string? Lines(string text)
    {
        if (text.Contains('\n'))
            return text;
        if (text.Length <= InlineLength || text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Control characters could forge lines, or colours on a terminal.
    static string Visible(string text) => text.Any(IsHidden) ? string.Concat(text.Select(character => IsHidden(character) ? '\ufffd' : character)) : text;

    static bool IsHidden(char character) => char.IsControl(character) && character != '\t' || character is '\u202a' or '\u202b' or '\u202d' or '\u202e' or '\u2066' or '\u2067';
}
