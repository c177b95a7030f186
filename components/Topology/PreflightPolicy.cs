namespace Basecamp.Components.Topology;

/// <summary>Which findings of the host preflight report stop the run.</summary>
public enum PreflightPolicy
{
    /// <summary>Errors stop, warnings are reported.</summary>
    Errors,

    /// <summary>Errors and warnings stop.</summary>
    Warnings,

    /// <summary>Nothing stops; everything is reported.</summary>
    Report,
}
