using System.Text.Json;

namespace Basecamp.Triage.Hosting;

/// <summary>How the API writes JSON: snake_case, times in UTC.</summary>
static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}
