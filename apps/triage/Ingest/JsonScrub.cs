using System.Text;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// Repairs JSON that is well-formed but carries characters no reader accepts: invalid UTF-8 and escapes of NUL or of half a
/// surrogate pair become U+FFFD. Refusing them would lose a page over one broken label.
/// </summary>
static class JsonScrub
{
    public static ReadOnlyMemory<byte> Scrub(ReadOnlyMemory<byte> body)
    {
        var valid = System.Text.Unicode.Utf8.IsValid(body.Span);
        if (valid && body.Span.IndexOf("\\u"u8) < 0)
            return body;
        var text = Encoding.UTF8.GetString(body.Span);
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                clean.Append(text[i]);
                continue;
            }
            if (text[i + 1] != 'u')
            {
                clean.Append(text[i]).Append(text[++i]);
                continue;
            }
            var code = Escape(text, i);
            if (code is >= 0xD800 and <= 0xDBFF && Escape(text, i + 6) is >= 0xDC00 and <= 0xDFFF)
            {
                clean.Append(text, i, 12);
                i += 11;
            }
            else if (code is 0 or >= 0xD800 and <= 0xDFFF)
            {
                clean.Append("\\uFFFD");
                i += 5;
            }
            else
            {
                clean.Append(text[i]);
            }
        }
        return Encoding.UTF8.GetBytes(clean.ToString());
    }

    static int Escape(string text, int at) =>
        at + 6 <= text.Length && text[at] == '\\' && text[at + 1] == 'u' &&
        ushort.TryParse(text.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier,
            System.Globalization.CultureInfo.InvariantCulture, out var code) ? code : -1;
}
