using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Basecamp.Cli.Graph;

/// <summary>HTML that was escaped: interpolated text is encoded, interpolated <see cref="Html"/> is not.</summary>
readonly struct Html(string text)
{
    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>Takes text that is HTML already and holds nothing from outside.</summary>
    public static Html Raw(string text) => new(text);

    /// <summary>HTML with encoded values, e.g. <c>Html.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>.</summary>
    public static Html Of(HtmlHandler handler) => handler.Build();

    /// <summary>All of them, one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts, string separator = "") => new(string.Join(separator, parts));

    public override string ToString() => text ?? "";
}

/// <summary>Encodes what is interpolated into HTML.</summary>
[InterpolatedStringHandler]
readonly ref struct HtmlHandler(int literalLength, int formattedCount)
{
    readonly StringBuilder text = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html html) => text.Append(html);

    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted(int value) => text.Append(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Html Build() => Html.Raw(text.ToString());
}
