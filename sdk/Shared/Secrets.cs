using System.Collections.Immutable;

namespace Pulumi.Generated;

/// <summary>What generated properties of secret arguments do with a value they are given.</summary>
static class Secrets
{
    public static Input<T> Wrap<T>(Input<T>? value) => Output.CreateSecret(value.ToOutput());

    public static InputList<T> Wrap<T>(InputList<T> value) => Output.CreateSecret((Output<ImmutableArray<T>>)value);

    public static InputMap<T> Wrap<T>(InputMap<T> value) => Output.CreateSecret((Output<ImmutableDictionary<string, T>>)value);
}
