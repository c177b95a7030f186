namespace Basecamp.Manifests.Contracts;

/// <summary>Which rule of a contract a value breaks.</summary>
public enum ContractRule
{
    /// <summary>Nothing reads this key or field: what stands below it silently does nothing.</summary>
    Unknown,

    /// <summary>Nobody can say whether the object is right: no contract has its apiVersion and kind.</summary>
    UnknownKind,

    /// <summary>A map, list, text, number or boolean where another is read.</summary>
    WrongType,

    /// <summary>Text that is none of the allowed ones.</summary>
    NotAllowed,

    /// <summary>A required field is missing or null.</summary>
    Missing,

    /// <summary>A key that once worked, or that many take for the right one.</summary>
    Dead,

    /// <summary>A key that does nothing, or fails, without another one.</summary>
    Incomplete,
}
