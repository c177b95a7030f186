using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Basecamp.Triage.Web;

/// <summary>
/// Markup. Made only from interpolated strings, whose holes are encoded unless they hold markup themselves: forgetting to
/// encode is not possible.
/// </summary>
readonly struct Html(string markup)
{
    public static readonly Html Empty = new("");

    /// <summary>Html.Of($"&lt;p&gt;{text}&lt;/p&gt;")</summary>
    public static Html Of(HtmlBuilder builder) => new(builder.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    /// <summary>The markup when the condition holds, else nothing.</summary>
    public static Html If(bool condition, Func<Html> markup) => condition ? markup() : Empty;

    public override string ToString() => markup ?? "";
}

[InterpolatedStringHandler]
readonly struct HtmlBuilder(int literalLength, int formattedCount)
{
    // Every script as it is; markup and quotes are encoded in any case.
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html html) => text.Append(html.ToString());

    public void AppendFormatted(IEnumerable<Html> parts) => text.AppendJoin("", parts);

    public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));

    public void AppendFormatted<T>(T value) where T : IFormattable =>
        text.Append(Encoder.Encode(value.ToString(null, CultureInfo.InvariantCulture)));

    public override string ToString() => text.ToString();
}
