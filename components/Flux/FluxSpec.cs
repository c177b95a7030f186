namespace Basecamp.Components.Flux;

/// <summary>Options of Flux: the value of <c>basecamp:platform.flux</c>. Flux is installed when <c>basecamp:delivery</c> is <c>flux</c>; otherwise this has no effect.</summary>
public sealed record FluxSpec
{
    /// <summary>
    /// Multi-tenancy lock-down: no reference crosses a namespace, and what names no service account of its own gets one without rights. For
    /// clusters on which others may write Flux objects. Default true.
    /// </summary>
    public bool LockDown { get; init; } = true;

    /// <summary>CIDRs of git and chart servers in private networks. Default: none, everything is on the internet.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}
