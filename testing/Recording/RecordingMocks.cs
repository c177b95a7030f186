using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Basecamp.Testing;

/// <summary>Answers for every provider and completes the recording of each resource when its inputs are resolved.</summary>
sealed class RecordingMocks(RecordingOptions options, RegistrationRecorder recorder, CancellationToken cancellation) : IMocks
{
    readonly ProviderAnswers answers = new(options);

    /// <inheritdoc/>
    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        cancellation.ThrowIfCancellationRequested();
        var (type, name) = (args.Type ?? "", args.Name ?? "");
        var registration = recorder.Take(type, name)
            ?? throw new InvalidOperationException($"{type} '{name}' was registered but never seen by the recording transformation.");
        var recorded = registration.Recorded;
        recorded.Inputs = args.Inputs;
        recorded.Provider = registration.OwnProvider ?? ProviderOf(args.Provider);
        await ResolveAsync(registration);
        recorded.IsRegistered = true;
        if (recorded.IsComponent)
            return (null, ImmutableDictionary<string, object>.Empty);

        var state = Secured(recorded, answers.For(new(type, name, args.Inputs, string.IsNullOrEmpty(args.Id) ? null : args.Id)));
        recorded.Outputs = await RecordedOutputs.ReadAsync(state);
        return (IdOf(args), state.ToImmutableDictionary(pair => pair.Key, pair => pair.Value!));
    }

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<object>(options.Calls.TryGetValue(args.Token ?? "", out var call)
            ? call(args).ToImmutableDictionary(pair => pair.Key, pair => pair.Value!)
            : ImmutableDictionary<string, object>.Empty);
    }

    /// <inheritdoc/>
    public async Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var (type, name) = EngineUrn.TypeAndName(args.Urn);
        var component = recorder.Find(type, name).FirstOrDefault(resource => resource.Outputs.Count == 0);
        if (component is not null)
            component.Outputs = await RecordedOutputs.ReadAsync(args.Outputs.ToDictionary(pair => pair.Key, object? (pair) => pair.Value));
    }

    async Task ResolveAsync(Registration registration)
    {
        var recorded = registration.Recorded;
        var inspected = await ArgsInspector.InspectAsync(registration.Args);
        recorded.SecretInputs = inspected.SecretPaths;
        recorded.DataDependencies = Recordings(inspected.Dependencies).Where(dependency => dependency != recorded).ToList();

        var dependsOn = new List<Resource>();
        await foreach (var dependency in registration.DependsOn)
            dependsOn.Add(await OutputUtilities.GetValueAsync(dependency.ToOutput()));
        recorded.DependsOn = Recordings(dependsOn).Distinct().ToList();

        if (registration.Aliases.Count == 0)
            return;
        var aliases = new List<RecordedAlias>();
        foreach (var alias in registration.Aliases)
            aliases.Add(await AliasAsync(await OutputUtilities.GetValueAsync(alias.ToOutput())));
        recorded.Options = recorded.Options with { Aliases = aliases };
    }

    IEnumerable<RecordedResource> Recordings(IEnumerable<Resource> resources) =>
        resources.Select(recorder.Find).OfType<RecordedResource>();

    async Task<RecordedAlias> AliasAsync(Alias alias) => new(
        alias.Urn,
        await TextAsync(alias.Name),
        await TextAsync(alias.Type),
        alias.NoParent,
        await TextAsync(alias.ParentUrn) ?? (alias.Parent is { } parent ? recorder.Find(parent)?.Urn : null));

    static async Task<string?> TextAsync(Input<string>? input) =>
        input is null ? null : await OutputUtilities.GetValueAsync(input.ToOutput());

    // "urn::id"; the URN is a mocked one, which still ends in type and name.
    RecordedResource? ProviderOf(string? provider)
    {
        if (string.IsNullOrEmpty(provider))
            return null;
        var (type, name) = EngineUrn.TypeAndName(provider[..provider.LastIndexOf("::", StringComparison.Ordinal)]);
        return recorder.Find(type, name) is [var found, ..] ? found : null;
    }

    string? IdOf(MockResourceArgs args) =>
        !string.IsNullOrEmpty(args.Id) ? args.Id : options.IsPreview ? null : $"{args.Name}_id";

    // A mock sees secrets as plain values; what came in secret has to go out secret, as from a real engine.
    static Dictionary<string, object?> Secured(RecordedResource recorded, Dictionary<string, object?> state)
    {
        var secret = recorded.SecretInputs.Select(path => (string)PropertyPath.Parse(path).Segments[0])
            .Concat(recorded.Options.AdditionalSecretOutputs)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var key in secret)
        {
            if (state.TryGetValue(key, out var value) && value is not null && OutputReader.For(value.GetType()) is null)
                state[key] = Output.CreateSecret(value);
        }
        return state;
    }
}
