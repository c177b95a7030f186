using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Stands between the program and the mocks, where a real run has the engine.</summary>
sealed partial class Monitor(Deployment deployment, IMocks mocks)
{
    readonly Lock gate = new();
    readonly List<Resource> resources = [];
    readonly Dictionary<string, RegisteredResource> registeredByUrn = new(StringComparer.Ordinal);

    /// <summary>All resources so far in the order of their registration, the stack included.</summary>
    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (gate)
                return [.. resources];
        }
    }

    /// <summary>Registers or reads a resource and completes its outputs in any case, so that nothing waits for ever.</summary>
    public async Task RegisterAsync(Registration registration)
    {
        try
        {
            var registered = await ReadOrRegisterAsync(registration).ConfigureAwait(false);
            foreach (var output in registration.Outputs)
            {
                if (output.WireName == Names.Urn)
                    output.Complete(WireValue.Of(registered.Urn));
                else if (output.WireName == Names.Id && registration.Resource is CustomResource)
                    output.Complete(WireValue.Of(registered.Id) with { IsKnown = registered.Id.Length > 0 });
                else if (registered.State.TryGetValue(output.WireName, out var value))
                    output.Complete(value);
            }
        }
        catch (Exception error)
        {
            foreach (var output in registration.Outputs)
                output.Fail(error);
            throw;
        }
        finally
        {
            // An output without a value: a preview cannot know what it will be, an update knows that it is not set.
            foreach (var output in registration.Outputs)
                output.CompleteWithDefault(isKnown: !deployment.IsDryRun);
        }
    }

    public async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        var registered = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
        foreach (var (name, value) in await ReadPropertiesAsync("monitor.registerResourceOutputs(...)", values).ConfigureAwait(false))
        {
            registered[name] = new Output<object?>(
                new OutputData<object?>(ImmutableHashSet<Resource>.Empty, value.Value, value.IsKnown, value.IsSecret));
        }

        await mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(urn, registered.ToImmutable())).ConfigureAwait(false);
    }

    async Task<RegisteredResource> ReadOrRegisterAsync(Registration registration)
    {
        var options = registration.Options;
        if (options.Urn is { } existing)
            return Lookup(existing);

        var id = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        if (string.IsNullOrEmpty(id))
            return await RegisterNewAsync(registration).ConfigureAwait(false);

        return registration.Resource is CustomResource
            ? await ReadAsync(registration, id).ConfigureAwait(false)
            : throw new ArgumentException($"ResourceOptions.Id is only valid for a CustomResource");
    }

    async Task<RegisteredResource> RegisterNewAsync(Registration registration)
    {
        var request = await PrepareAsync(registration).ConfigureAwait(false);
        Add(registration.Resource);
        if (registration.IsStack)
            return new(MockUrn(registration, parentUrn: ""), "", ImmutableDictionary<string, WireValue>.Empty);

        var importId = (registration.Options as CustomResourceOptions)?.ImportId ?? "";
        var (id, state) = await mocks.NewResourceAsync(request.ToMockArgs(importId)).ConfigureAwait(false);
        return Remember(new(MockUrn(registration, request.ParentUrn), id ?? importId, await ReadStateAsync(state).ConfigureAwait(false)));
    }

    async Task<RegisteredResource> ReadAsync(Registration registration, string id)
    {
        var request = await PrepareAsync(registration).ConfigureAwait(false);
        var (_, state) = await mocks.NewResourceAsync(request.ToMockArgs(id)).ConfigureAwait(false);
        Add(registration.Resource);
        return Remember(new(MockUrn(registration, request.ParentUrn), id, await ReadStateAsync(state).ConfigureAwait(false)));
    }

    void Add(Resource resource)
    {
        lock (gate)
            resources.Add(resource);
    }

    RegisteredResource Remember(RegisteredResource registered)
    {
        lock (gate)
            registeredByUrn[registered.Urn] = registered;
        return registered;
    }

    RegisteredResource Lookup(string urn)
    {
        lock (gate)
            return registeredByUrn.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}");
    }

    // Only the first type of the parent's chain is kept, unlike in URNs of a real engine: the published mocks do the same.
    string MockUrn(Registration registration, string parentUrn)
    {
        var parentType = parentUrn.Length == 0 ? "" : parentUrn.Split("::")[2].Split('$')[0] + "$";
        return $"urn:pulumi:{deployment.StackName}::{deployment.ProjectName}::{parentType}{registration.Type}::{registration.Name}";
    }
}
