namespace Basecamp.Components.Namespaces;

/// <summary>Whom a namespace serves; its name ends accordingly, so that every command line shows it.</summary>
public enum NamespaceTier
{
    /// <summary>Controllers the cluster itself needs: <c>-system</c>.</summary>
    System,

    /// <summary>Services that apps share, such as databases: <c>-core</c>.</summary>
    Core,

    /// <summary>Apps: no suffix.</summary>
    App,
}
