using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks into outputs. For tests and tools; a program should use <c>Apply</c>.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) =>
        new(new OutputData<T>(ImmutableHashSet<Resource>.Empty, value, IsKnown: false, IsSecret: false));

    /// <summary>An unknown output; the factory is never called.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) =>
        new(OutputData<T>.Unknown(ImmutableHashSet<Resource>.Empty, isSecret: false));

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return output.With(data => data with { Resources = data.Resources.Add(resource) });
    }

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsKnown;

    /// <summary>The value, or the default value when it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!);

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.DataTask.ConfigureAwait(false)).Resources;
}
