using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Model;

/// <summary>An object of one state.</summary>
/// <param name="Id">What it is.</param>
/// <param name="App">The group that a reviewer looks for it in.</param>
/// <param name="Place">Where it was read, as the user should see it.</param>
/// <param name="Body">The whole object: maps, <see cref="ImmutableArray{T}"/> lists, text, <see cref="double"/>, <see cref="bool"/>, null, and
/// <see cref="SecretValue"/> for what must not be shown.</param>
sealed record DiffObject(ObjectId Id, string App, string Place, ImmutableDictionary<string, object> Body)
{
    /// <summary>Top-level members that the owner of the state does not compare either; default none.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The value at a path of keys; null when any is missing.</summary>
    public object? At(params ReadOnlySpan<string> keys) => Body.At(keys);


    /// <summary>The text at a path of keys; null when there is none.</summary>
    public string? Text(params ReadOnlySpan<string> keys) => At(keys) as string;

    /// <summary>The number at a path of keys; null when there is none.</summary>
    public double? Number(params ReadOnlySpan<string> keys) => At(keys) as double?;

    /// <summary>The map at a path of keys; empty when there is none.</summary>
    public ImmutableDictionary<string, object> Map(params ReadOnlySpan<string> keys) =>
        Body.Map(keys);

    /// <summary>The maps of the list at a path of keys; empty when there is none.</summary>
    public IEnumerable<ImmutableDictionary<string, object>> Maps(params ReadOnlySpan<string> keys) => PlainValues.MapsIn(At(keys));

    /// <summary>Labels of the object.</summary>
    public ImmutableDictionary<string, object> Labels => Map("metadata", "labels");

    /// <summary>Annotations of the object.</summary>
    public ImmutableDictionary<string, object> Annotations => Map("metadata", "annotations");

    /// <summary><see cref="ObjectId.ToString"/>: the body may be long.</summary>
    public override string ToString() => Id.ToString();
}
