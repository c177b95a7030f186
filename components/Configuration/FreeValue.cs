using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>
/// Binds values that are passed on to K3s' config.yaml: text, true or false, a whole number, or a list of these. The results are
/// <see cref="string"/>, <see cref="bool"/>, <see cref="int"/> and <c>List&lt;object&gt;</c>.
/// </summary>
static class FreeValue
{
    public static object? Bind(JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return Scalar(value, problems);
        var list = new List<object>();
        foreach (var (index, entry) in value.EnumerateArray().Index())
        {
            if (Scalar(entry, problems.At($"[{index}]")) is { } bound)
                list.Add(bound);
        }
        return list;
    }

    static object? Scalar(JsonElement value, Problems problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number when value.TryGetInt32(out var number):
                return number;
            default:
                problems.AddUnreadable("", $"is {Shown.KindOnly(value)}, but config.yaml takes text, true or false, a whole number, or a list of "
                    + "these.");
                return null;
        }
    }
}
