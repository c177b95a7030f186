namespace Basecamp.Triage.Web;

/// <summary>Addresses of our own pages.</summary>
static class Links
{
    /// <summary>?name=value&amp;…, without those that are null or empty.</summary>
    public static string Query(params (string Name, string? Value)[] values) => QueryString.Create(
        values.Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => KeyValuePair.Create<string, string?>(v.Name, v.Value))).ToString();
}
