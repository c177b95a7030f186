namespace Basecamp.Cli.Graph;

/// <summary>Who says that there is a workload: the program, a component that installs a chart, what the chart renders to, or several of them.</summary>
enum WorkloadOrigin
{
    /// <summary>The program makes the object, or a component declares it of a chart that nobody looked into.</summary>
    Stack,

    /// <summary>A component declares it, and its chart renders to it.</summary>
    Chart,

    /// <summary>A chart renders to it, and no component declares it: the component's policies and requests do not account for it.</summary>
    OnlyRendered,

    /// <summary>A component declares it, and its chart does not render to it: an operator makes it.</summary>
    OnlyDeclared,
}
