namespace Basecamp.Components.Durability;

/// <summary>What it means when something that the cluster holds is gone.</summary>
public enum LossKind
{
    /// <summary>Nobody can make it again.</summary>
    Data,

    /// <summary>It can be made again, which takes somebody's time.</summary>
    Work,

    /// <summary>The platform is built so that its loss does not matter.</summary>
    Tolerable,
}
