namespace Basecamp.Triage.Ingest;

/// <summary>What a payload may be. Long values are cut with a marker: a page with a shortened label beats no page.</summary>
static class Limits
{
    public const int BodyBytes = 1024 * 1024;
    public const int JsonDepth = 16;
    public const int Alerts = 1000;
    public const int Labels = 64;
    public const int NameChars = 256;
    public const int ValueChars = 4096;
    public const int TitleChars = 1024;
    public const int UrlChars = 2048;
    public static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);
}
