using System.Reflection;

namespace Pulumi;

/// <summary>A resource made of other resources.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options, remote: false)
    {
    }

    /// <param name="type">Type token.</param>
    /// <param name="name">Name, unique for the type below its parent.</param>
    /// <param name="args">Arguments to record; null: none.</param>
    /// <param name="options">Options; null: defaults.</param>
    /// <param name="remote">The provider of the package creates the children. Default: the program does.</param>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(
            type,
            name,
            args ?? ResourceArgs.Empty,
            options ?? new ComponentResourceOptions(),
            remote ? ResourceKind.RemoteComponent : ResourceKind.Component) =>
        IsRemote = remote;

    public ComponentResource(
        string type,
        string name,
        ResourceArgs? args,
        ComponentResourceOptions? options,
        bool remote,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options, remote)
    {
    }

    /// <summary>Its children are created elsewhere, so it stands for them in dependencies.</summary>
    internal bool IsRemote { get; }

    /// <summary>Declares the component complete; its [Output] properties become its outputs.</summary>
    protected void RegisterOutputs()
    {
        var outputs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in GetType().GetProperties())
        {
            if (property.Name != nameof(Urn) && property.GetCustomAttribute<OutputAttribute>() is { } attribute)
                outputs.Add(string.IsNullOrWhiteSpace(attribute.Name) ? property.Name : attribute.Name, property.GetValue(this));
        }

        RegisterOutputs(outputs);
    }

    /// <summary>Declares the component complete, with these outputs.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Current.RegisterOutputs(this, outputs);
    }
}
