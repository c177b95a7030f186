using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Basecamp.Manifests.Objects;
using Pulumi;

namespace Basecamp.Testing;

/// <summary>Walks typed arguments for what a mock cannot see: which inputs are secret and which resources they come from.</summary>
/// <remarks>Mocks receive secrets as plain values, at every level; only the typed arguments still know.</remarks>
sealed class ArgsInspector
{
    readonly SortedSet<string> secretPaths = new(StringComparer.Ordinal);
    readonly List<Resource> dependencies = [];
    readonly HashSet<Resource> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Paths of the values that are secret themselves, e.g. <c>connection</c> and <c>connection.privateKey</c>.</summary>
    public IReadOnlySet<string> SecretPaths => secretPaths;

    /// <summary>Resources whose outputs flow into the arguments, in the order met.</summary>
    public IReadOnlyList<Resource> Dependencies => dependencies;

    /// <summary>Inspects <paramref name="args"/>; waits for every output in it.</summary>
    public static async Task<ArgsInspector> InspectAsync(ResourceArgs? args)
    {
        var inspector = new ArgsInspector();
        await inspector.WalkAsync("", args);
        return inspector;
    }

    async Task WalkAsync(string path, object? value)
    {
        switch (value)
        {
            case null or string or bool or int or double or Resource:
                return;
            case InputArgs args:
                foreach (var (name, read) in InputMembers.Of(args.GetType()))
                    await WalkAsync(PropertyPath.Join(path, name), read(args));
                return;
        }
        if (OutputReader.For(value.GetType()) is { } reader)
            await WalkOutputAsync(path, value, reader);
        else
            await WalkPlainAsync(path, value);
    }

    async Task WalkOutputAsync(string path, object value, OutputReader reader)
    {
        var facts = await reader.ReadAsync(value);
        Note(facts.Dependencies);
        if (!facts.IsSecret && reader.IsScalar)
            return;
        // Of a map or list that holds a secret, the SDK tells only that it does, not where: the whole counts.
        if (facts.IsSecret)
            secretPaths.Add(path);
        await WalkAsync(path, facts.Value);
    }

    async Task WalkPlainAsync(string path, object value)
    {
        switch (value)
        {
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    await WalkAsync(PropertyPath.Join(path, entry.Key.ToString() ?? ""), entry.Value);
                return;
            case IEnumerable list when !IsUninitialized(list):
                var index = 0;
                foreach (var element in list)
                    await WalkAsync(PropertyPath.Join(path, index++), element);
                return;
        }
        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>))
            await WalkAsync(path, type.GetProperty("Value", BindingFlags.Instance | BindingFlags.Public)?.GetValue(value));
    }

    void Note(ImmutableHashSet<Resource> resources)
    {
        foreach (var resource in resources)
        {
            if (seen.Add(resource))
                dependencies.Add(resource);
        }
    }

    // default(ImmutableArray<T>) throws when enumerated.
    static bool IsUninitialized(IEnumerable list) =>
        list.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && list.Equals(Activator.CreateInstance(type));
}
