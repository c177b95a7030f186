using System.Text.Encodings.Web;
using System.Text.Json;

namespace Basecamp.Cli.Images;

/// <summary>Images for machines. Members are only ever added within one <c>schemaVersion</c>.</summary>
static class ImagesJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Indented JSON of these images.</summary>
    /// <param name="images">All.</param>
    /// <param name="shown">Those to write.</param>
    /// <param name="exitCode">What the command returns.</param>
    public static string Write(StackImages images, IReadOnlyList<StackImage> shown, int exitCode) => JsonSerializer.Serialize(new
    {
        SchemaVersion = 1,
        images.Stack,
        Complete = images.IsComplete,
        ExitCode = exitCode,
        Images = shown.Select(each => new
        {
            Image = each.Image.ToString(),
            each.Image.Repository,
            Tag = each.Image.Tag.Length > 0 ? each.Image.Tag : null,
            Digest = each.Image.Digest.Length > 0 ? each.Image.Digest : null,
            each.BroughtBy,
        }),
        NotLookedInto = images.Unseen,
    }, Options);
}
