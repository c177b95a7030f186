using System.Collections.Immutable;

namespace Basecamp.Components.Durability;

/// <summary>A component that says what it holds, or what it copies.</summary>
public interface IDeclaresState
{
    /// <summary>What is lost together with the cluster unless something copies it.</summary>
    ImmutableArray<HeldState> Held { get; }

    /// <summary>What it copies of other components.</summary>
    ImmutableArray<StateCopier> Copiers { get; }
}
