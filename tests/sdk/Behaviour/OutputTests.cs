using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Utilities;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class OutputTests
{
    [Fact]
    public async Task Transforms_a_value()
    {
        Assert.Equal(Known(3), await Output.Create("abc").Apply(text => text.Length).Read());
        Assert.Equal(Known(3), await Output.Create("abc").Apply(text => Task.FromResult(text.Length)).Read());
        Assert.Equal(Known(3), await Output.Create("abc").Apply(text => Output.Create(text.Length)).Read());
        Assert.Equal(Known(3), await Output.Create("abc").Apply(text => (Input<int>)text.Length).Read());
    }

    [Fact]
    public async Task Transforms_a_value_that_arrives_later()
    {
        var source = new TaskCompletionSource<string>();
        var length = Output.Create(source.Task).Apply(text => text.Length);
        source.SetResult("abc");

        Assert.Equal(Known(3), await length.Read());
    }

    [Fact]
    public async Task Flattens_to_the_default_when_the_inner_output_is_null() =>
        Assert.Equal(Known<string?>(null), await Output.Create("abc").Apply(_ => (Output<string?>?)null).Read());

    [Fact]
    public async Task Does_not_transform_an_unknown_value()
    {
        var called = false;
        var result = OutputUtilities.CreateUnknown("abc").Apply(text => called = true);

        Assert.Equal(Unknown<bool>(), await result.Read());
        Assert.False(called);
    }

    [Fact]
    public async Task Stays_secret_when_transformed()
    {
        Assert.Equal(Secret(3), await Output.CreateSecret("abc").Apply(text => text.Length).Read());
        Assert.Equal(Secret(1), await Output.Create("abc").Apply(_ => Output.CreateSecret(1)).Read());
    }

    [Fact]
    public async Task Becomes_and_stops_being_secret_on_demand()
    {
        Assert.Equal(Secret("abc"), await Output.CreateSecret(Output.Create("abc")).Read());
        Assert.Equal(Secret("abc"), await Output.CreateSecret(Task.FromResult("abc")).Read());
        Assert.Equal(Known("abc"), await Output.Unsecret(Output.CreateSecret("abc")).Read());
        Assert.False(await Output.IsSecretAsync(Output.Create("abc")));
    }

    [Fact]
    public async Task Collects_all_values_in_order()
    {
        Assert.Equal([1, 2], (await Output.All(Output.Create(1), Output.Create(2)).Read()).Value.AsEnumerable());
        Assert.Equal([1, 2], (await Output.All<int>(1, 2).Read()).Value.AsEnumerable());
        Assert.Equal([1, 2], (await Output.All(new List<Input<int>> { 1, 2 }).Read()).Value.AsEnumerable());
        Assert.Empty((await Output.All(new List<Output<int>>()).Read()).Value.AsEnumerable());
    }

    [Fact]
    public async Task Is_secret_or_unknown_when_any_of_all_is()
    {
        var secret = await Output.All(Output.Create(1), Output.CreateSecret(2)).Read();
        Assert.True(secret is { IsKnown: true, IsSecret: true });

        var unknown = await Output.All(Output.Create(1), OutputUtilities.CreateUnknown(2)).Read();
        Assert.True(unknown is { IsKnown: false, IsSecret: false });
    }

    [Fact]
    public async Task Makes_tuples_of_two_to_eight()
    {
        Assert.Equal(Known((1, "b")), await Output.Tuple(Output.Create(1), Output.Create("b")).Read());
        Assert.Equal(Known((1, 2, 3)), await Output.Tuple<int, int, int>(1, 2, 3).Read());
        Assert.Equal(Known((1, 2, 3, 4)), await Output.Tuple<int, int, int, int>(1, 2, 3, 4).Read());
        Assert.Equal(Known((1, 2, 3, 4, 5)), await Output.Tuple<int, int, int, int, int>(1, 2, 3, 4, 5).Read());
        Assert.Equal(Known((1, 2, 3, 4, 5, 6)), await Output.Tuple<int, int, int, int, int, int>(1, 2, 3, 4, 5, 6).Read());
        Assert.Equal(
            Known((1, 2, 3, 4, 5, 6, 7)), await Output.Tuple<int, int, int, int, int, int, int>(1, 2, 3, 4, 5, 6, 7).Read());
        Assert.Equal(
            Known((1, 2, 3, 4, 5, 6, 7, 8)),
            await Output.Tuple<int, int, int, int, int, int, int, int>(1, 2, 3, 4, 5, 6, 7, 8).Read());
    }

    [Fact]
    public async Task Is_a_secret_tuple_when_one_element_is()
    {
        Assert.Equal(Secret((1, 2)), await Output.Tuple(Output.Create(1), Output.CreateSecret(2)).Read());
        Assert.Equal(Known((1, 2)), await Output.Tuple(Output.Create(1), Output.Create(2)).Read());
    }

    [Fact]
    public async Task Formats_outputs_inputs_and_plain_values_culture_invariantly()
    {
        Input<int> port = 80;
        var url = Output.Format($"http://{Output.Create("host")}:{port}/{1.5}/{"x"}/{null}");

        Assert.Equal(Known("http://host:80/1.5/x/"), await url.Read());
    }

    [Fact]
    public async Task Formats_a_secret_when_a_part_is_secret() =>
        Assert.Equal(Secret("user:pass"), await Output.Format($"{"user"}:{Output.CreateSecret("pass")}").Read());

    [Fact]
    public async Task Formats_to_unknown_when_a_part_is_unknown() =>
        Assert.False((await Output.Format($"{"user"}:{OutputUtilities.CreateUnknown("pass")}").Read()).IsKnown);

    [Fact]
    public async Task Says_how_to_read_it_when_used_as_a_string()
    {
        string? text = null;
        await new Recorder().Update(() => text = Output.Create("abc").ToString());

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
        Assert.Contains("1. o.Apply(v => $\"prefix{v}suffix\")", text, StringComparison.Ordinal);
        Assert.EndsWith("This function may throw in a future version of Pulumi.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depends_on_the_resources_it_came_from()
    {
        Thing first = null!, second = null!;
        Output<string> both = null!;
        await new Recorder().Update(() =>
        {
            first = new Thing("first", new ThingArgs { Text = "a" });
            second = new Thing("second", new ThingArgs { Text = "b" });
            both = Output.Format($"{first.Text}{second.Text}");
        });

        Assert.Equal(Known("ab"), await both.Read());
        Assert.Equal(ImmutableHashSet.Create<Resource>(first, second), await both.Dependencies());
        Assert.Empty(await Output.Create("c").Dependencies());
    }

    [Fact]
    public async Task Takes_its_source_later_but_only_once()
    {
        var deferred = new DeferredOutput<string>();
        deferred.Resolve(Output.CreateSecret("abc"));

        Assert.Equal(Secret("abc"), await deferred.Output.Read());
        Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Output.Create("def")));
    }
}
