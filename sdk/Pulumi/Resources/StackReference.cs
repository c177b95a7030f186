using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The outputs of another stack.</summary>
public class StackReference : CustomResource
{
    /// <param name="name">Name of the resource, and of the stack (<c>organization/project/stack</c>) unless args name one.</param>
    /// <param name="args">Names the stack; null: the resource's own name.</param>
    /// <param name="options">Options; null: defaults.</param>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            Names.StackReferenceType,
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>Names of the outputs that are secret in the other stack.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>An output of the stack; null when it has none of that name.</summary>
    public Output<object?> GetOutput(Input<string> name)
    {
        var value = Output.Tuple(name, (Input<ImmutableDictionary<string, object>>)Outputs).Apply(both =>
            both.Item2.TryGetValue(both.Item1, out var found) ? found : null);
        return Secured(name, value);
    }

    /// <summary>An output of the stack; an error when it has none of that name.</summary>
    public Output<object> RequireOutput(Input<string> name)
    {
        var value = Output.Tuple(name, (Input<string>)Name, (Input<ImmutableDictionary<string, object>>)Outputs).Apply(all =>
            all.Item3.TryGetValue(all.Item1, out var found)
                ? found
                : throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'."));
        return Secured(name, value);
    }

    /// <summary>An output of the stack as a plain value, secret or not.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    /// <inheritdoc cref="GetOutput"/>
    /// <exception cref="InvalidOperationException">The output is secret; a plain value would lose that.</exception>
    public async Task<object?> GetValueAsync(Input<string> name) =>
        Plain(await GetOutput(name).DataTask.ConfigureAwait(false), nameof(GetOutput), "GetOutputValueAsync");

    /// <inheritdoc cref="RequireOutput"/>
    /// <exception cref="InvalidOperationException">The output is secret; a plain value would lose that.</exception>
    public async Task<object> RequireValueAsync(Input<string> name) =>
        Plain(await RequireOutput(name).DataTask.ConfigureAwait(false), nameof(RequireOutput), "RequireOutputValueAsync");

    static T Plain<T>(OutputData<T> data, string instead, string method) => data.IsSecret
        ? throw new InvalidOperationException(
            $"Cannot call '{method}' if the referenced stack has secret outputs. Use '{instead}' instead.")
        : data.Value;

    Output<T> Secured<T>(Input<string> name, Output<T> value)
    {
        return new(Decide());

        async Task<OutputData<T>> Decide()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            return data with { IsSecret = await IsSecretAsync(name).ConfigureAwait(false) };
        }
    }

    async Task<bool> IsSecretAsync(Input<string> name)
    {
        var wanted = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secrets = await SecretOutputNames.DataTask.ConfigureAwait(false);
        return wanted.IsKnown && secrets.IsKnown
            ? secrets.Value.Contains(wanted.Value)
            : (await Outputs.DataTask.ConfigureAwait(false)).IsSecret;
    }
}

/// <summary>Names the stack to read.</summary>
public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

/// <summary>An output of another stack: at most one of the two is set.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
