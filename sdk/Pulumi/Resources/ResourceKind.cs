namespace Pulumi;

/// <summary>Who creates a resource: a provider, the program (a component), or a provider's own component code.</summary>
enum ResourceKind
{
    Custom,
    Component,
    RemoteComponent,
}
