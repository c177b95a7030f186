namespace Basecamp.Components.Configuration;

/// <summary>
/// A map of anything at any depth, as a stack file holds it and somebody else reads it: text, true or false, numbers, lists and maps. Holds no
/// null and nothing encrypted.
/// </summary>
/// <param name="Entries">
/// Values by key: <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="double"/>, <c>List&lt;object&gt;</c>, or a dictionary again.
/// </param>
public sealed record FreeMap(IReadOnlyDictionary<string, object> Entries)
{
    /// <summary>Holds nothing.</summary>
    public static FreeMap Empty { get; } = new(new Dictionary<string, object>());
}
