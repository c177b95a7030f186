using System.Collections.Immutable;
using System.Reflection;
using Basecamp.Manifests.Objects;
using Pulumi;

namespace Basecamp.Testing;

/// <summary>A resource as the program registered it.</summary>
public sealed class RecordedResource
{
    internal RecordedResource(Resource resource, string type, string name, string urn, RecordedResource? parent, RecordedOptions options)
    {
        Resource = resource;
        Type = type;
        Name = name;
        Urn = urn;
        Parent = parent;
        Options = options;
    }

    /// <summary>The object the program constructed, for its typed outputs.</summary>
    public Resource Resource { get; }

    /// <summary>Type token, e.g. <c>kubernetes:apps/v1:Deployment</c>.</summary>
    public string Type { get; }

    /// <summary>Logical name, unique per type and parent types.</summary>
    public string Name { get; }

    /// <summary>The URN a real engine gives it: the types of all its parents, then type and name.</summary>
    /// <remarks>Computed: mocked URNs keep only the outermost parent (pulumi/pulumi-dotnet#149).</remarks>
    public string Urn { get; }

    /// <summary>The component it belongs to; null directly below the stack.</summary>
    public RecordedResource? Parent { get; }

    /// <summary>Resources that name this one as parent, in construction order.</summary>
    public IReadOnlyList<RecordedResource> Children => children;

    /// <summary>Options after transformations.</summary>
    public RecordedOptions Options { get; internal set; }

    /// <summary>True for a component: it groups resources and is nothing in the outside world.</summary>
    public bool IsComponent => Resource is ComponentResource;

    /// <summary>
    /// True for a component that a provider makes, such as <c>Yaml.V2.ConfigGroup</c> or <c>Helm.V4.Chart</c>: its children are not recorded, and
    /// it gets providers from its own options only, never from its parent.
    /// </summary>
    public bool IsRemote => IsComponent && Resource.GetType().GetCustomAttribute<ResourceTypeAttribute>() is not null;

    /// <summary>True for a provider, e.g. the connection to a cluster.</summary>
    public bool IsProvider => Resource is ProviderResource;

    /// <summary>The package whose provider makes it, e.g. <c>kubernetes</c>: the first part of the type token.</summary>
    public string Package => Type[..Type.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The package that this provider serves; null for anything but a provider.</summary>
    public string? ProviderPackage => Type.StartsWith(ProviderPrefix, StringComparison.Ordinal) ? Type[ProviderPrefix.Length..] : null;

    /// <summary>False when the program failed before this resource was registered; then it has no inputs.</summary>
    public bool IsRegistered { get; internal set; }

    /// <summary>Resolved inputs. Numbers are <see cref="double"/>, lists <see cref="ImmutableArray{T}"/>, objects
    /// <see cref="ImmutableDictionary{TKey, TValue}"/>; secrets are plain values, see <see cref="SecretInputs"/>.</summary>
    public ImmutableDictionary<string, object> Inputs { get; internal set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Paths of the inputs marked secret, e.g. <c>stdin</c> or <c>connection.privateKey</c>.</summary>
    public IReadOnlySet<string> SecretInputs { get; internal set; } = ImmutableHashSet<string>.Empty;

    /// <summary>Outputs: a component's registered ones, a custom resource's mocked state.</summary>
    public IReadOnlyDictionary<string, RecordedOutput> Outputs { get; internal set; } = ImmutableDictionary<string, RecordedOutput>.Empty;

    /// <summary>Resources given as <c>DependsOn</c>, as written.</summary>
    public IReadOnlyList<RecordedResource> DependsOn { get; internal set; } = [];

    /// <summary>Resources whose outputs are used by the inputs.</summary>
    public IReadOnlyList<RecordedResource> DataDependencies { get; internal set; } = [];

    /// <summary>The explicit provider, own or inherited; null for the default one, and for a component of the program's own.</summary>
    public RecordedResource? Provider { get; internal set; }

    /// <summary>
    /// Whether the real object outlives <c>pulumi destroy</c>: its deletion only forgets it, or it is deleted with something that stays.
    /// </summary>
    public bool OutlivesStack => !IsComponent && !IsProvider && (Options.RetainOnDelete || Options.DeletedWith is { OutlivesStack: true });

    /// <summary>The value at a path like <c>spec.containers[0].image</c> or <c>data["a.b"]</c>; null when absent.</summary>
    public object? Input(string path) => PropertyPath.Parse(path).Resolve(Inputs);

    /// <summary>Whether <paramref name="path"/> or anything it lies in is secret.</summary>
    public bool IsSecret(string path)
    {
        foreach (var secret in SecretInputs)
        {
            if (path.StartsWith(secret, StringComparison.Ordinal)
                && (path.Length == secret.Length || path[secret.Length] is '.' or '['))
                return true;
        }
        return false;
    }

    /// <summary>Everything that exists before this resource: its dependencies and theirs. A component stands for the custom resources
    /// in it, as in a real engine.</summary>
    public IReadOnlySet<RecordedResource> AllDependencies()
    {
        var found = new HashSet<RecordedResource>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<RecordedResource>();
        Push(this);
        while (pending.TryPop(out var next))
        {
            // Resources inside a component may depend on each other's component; none waits for itself.
            if (next == this || !found.Add(next))
                continue;
            if (next.IsComponent)
                foreach (var child in next.Children)
                    pending.Push(child);
            Push(next);
        }
        found.RemoveWhere(resource => resource.IsComponent);
        return found;

        void Push(RecordedResource resource)
        {
            foreach (var dependency in resource.DependsOn)
                pending.Push(dependency);
            foreach (var dependency in resource.DataDependencies)
                pending.Push(dependency);
            if (resource.Provider is { } provider)
                pending.Push(provider);
        }
    }

    /// <summary>Type and name only: the inputs may hold secrets.</summary>
    public override string ToString() => $"{Type} {Name}";

    const string ProviderPrefix = "pulumi:providers:";

    readonly List<RecordedResource> children = [];

    internal void Adopt(RecordedResource child) => children.Add(child);
}
