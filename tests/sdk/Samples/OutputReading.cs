using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>Everything an output carries, to compare at once.</summary>
sealed record OutputContent<T>(T Value, bool IsKnown, bool IsSecret);

static class OutputReading
{
    public static async Task<OutputContent<T>> Read<T>(this Output<T> output) => new(
        await OutputUtilities.GetValueAsync(output),
        await OutputUtilities.GetIsKnownAsync(output),
        await Output.IsSecretAsync(output));

    public static Task<ImmutableHashSet<Resource>> Dependencies<T>(this Output<T> output) => OutputUtilities.GetDependenciesAsync(output);

    public static OutputContent<T> Known<T>(T value) => new(value, IsKnown: true, IsSecret: false);

    public static OutputContent<T> Secret<T>(T value) => new(value, IsKnown: true, IsSecret: true);

    public static OutputContent<T> Unknown<T>() => new(default!, IsKnown: false, IsSecret: false);
}
