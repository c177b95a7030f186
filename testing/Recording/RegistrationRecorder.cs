using Pulumi;

namespace Basecamp.Testing;

/// <summary>Sees every resource as it is constructed, through a stack transformation: the only public place that shows parent,
/// dependencies, options and typed arguments.</summary>
sealed class RegistrationRecorder(RecordingOptions options, CancellationToken cancellation)
{
    readonly Lock gate = new();
    readonly List<RecordedResource> ordered = [];
    readonly Dictionary<Resource, RecordedResource> byResource = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<(string Type, string Name), Queue<Registration>> waiting = [];
    readonly Dictionary<(string Type, string Name), List<RecordedResource>> byTypeAndName = [];
    readonly HashSet<string> urns = new(StringComparer.Ordinal);

    /// <summary>Resources in construction order.</summary>
    public IReadOnlyList<RecordedResource> Ordered => ordered;

    /// <summary>Rules of a real engine that mocks do not check, as errors.</summary>
    public List<ProgramError> Errors { get; } = [];

    /// <summary>The transformation. Changes nothing.</summary>
    public ResourceTransformationResult? Record(ResourceTransformationArgs args)
    {
        cancellation.ThrowIfCancellationRequested();
        if (args.Resource is Stack)
            return null;
        lock (gate)
        {
            var recorded = Add(args);
            options.OnResource?.Invoke(new(ordered.Count, recorded.Type, recorded.Name));
        }
        return null;
    }

    /// <summary>The registration that belongs to a mocked type and name.</summary>
    /// <remarks>Equal type and name below parents of different types is legal; such resources are told apart by order.</remarks>
    public Registration? Take(string type, string name)
    {
        lock (gate)
            return waiting.TryGetValue((type, name), out var queue) && queue.TryDequeue(out var registration) ? registration : null;
    }

    /// <summary>The recording of a resource object; null for one that was only looked up by URN.</summary>
    public RecordedResource? Find(Resource resource)
    {
        lock (gate)
            return byResource.GetValueOrDefault(resource);
    }

    /// <summary>All resources of a type and name.</summary>
    public IReadOnlyList<RecordedResource> Find(string type, string name)
    {
        lock (gate)
            return byTypeAndName.TryGetValue((type, name), out var found) ? [.. found] : [];
    }

    RecordedResource Add(ResourceTransformationArgs args)
    {
        var (type, name) = (args.Resource.GetResourceType(), args.Resource.GetResourceName());
        var parent = args.Options.Parent is { } owner ? byResource.GetValueOrDefault(owner) : null;
        var urn = EngineUrn.Of(options.StackName, options.ProjectName, parent, type, name);
        var recorded = new RecordedResource(args.Resource, type, name, urn, parent, OptionsOf(args.Options, parent));
        if (!urns.Add(urn))
        {
            var message = $"Two resources have the URN {urn}. A real engine refuses that: give one of them another name.";
            Errors.Add(new(message, new InvalidOperationException(message)));
        }
        ordered.Add(recorded);
        byResource.Add(args.Resource, recorded);
        parent?.Adopt(recorded);
        Slot(byTypeAndName, (type, name)).Add(recorded);
        Slot(waiting, (type, name)).Enqueue(new(recorded, args.Args, args.Options.DependsOn, [.. args.Options.Aliases], OwnProviderOf(recorded, args.Options)));
        return recorded;
    }

    RecordedResource? OwnProviderOf(RecordedResource recorded, ResourceOptions options)
    {
        if (!recorded.IsRemote)
            return null;
        IEnumerable<ProviderResource> named = options.Provider is { } single ? [single] : (options as ComponentResourceOptions)?.Providers ?? [];
        return named.Select(provider => byResource.GetValueOrDefault(provider)).LastOrDefault(provider => provider?.ProviderPackage == recorded.Package);
    }

    static T Slot<T>(Dictionary<(string Type, string Name), T> slots, (string Type, string Name) key) where T : new()
    {
        if (!slots.TryGetValue(key, out var slot))
            slots.Add(key, slot = new());
        return slot;
    }

    RecordedOptions OptionsOf(ResourceOptions options, RecordedResource? parent)
    {
        var custom = options as CustomResourceOptions;
        return new()
        {
            Protect = options.Protect ?? parent?.Options.Protect ?? false,
            RetainOnDelete = options.RetainOnDelete ?? false,
            DeletedWith = options.DeletedWith is { } with ? byResource.GetValueOrDefault(with) : null,
            DeleteBeforeReplace = custom?.DeleteBeforeReplace,
            IgnoreChanges = [.. options.IgnoreChanges],
            ReplaceOnChanges = [.. options.ReplaceOnChanges],
            AdditionalSecretOutputs = custom is null ? [] : [.. custom.AdditionalSecretOutputs],
            CustomTimeouts = options.CustomTimeouts,
            Version = options.Version,
            ImportId = custom?.ImportId,
        };
    }
}
