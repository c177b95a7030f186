using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;

namespace Basecamp.Sdk.Tests.Behaviour;

public class InputCollectionTests
{
    static async Task<string[]> ValuesOf(InputList<string> list) => [.. (await list.ToOutput().Read()).Value];

    static async Task<ImmutableDictionary<string, string>> EntriesOf(InputMap<string> map) => (await map.ToOutput().Read()).Value;

    static ImmutableDictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value);

    [Fact]
    public async Task Lists_come_from_every_kind_of_sequence()
    {
        string[] expected = ["a", "b"];
        Assert.Equal(expected, await ValuesOf(new[] { "a", "b" }));
        Assert.Equal(expected, await ValuesOf(new List<string> { "a", "b" }));
        Assert.Equal(expected, await ValuesOf(ImmutableArray.Create("a", "b")));
        Assert.Equal(expected, await ValuesOf(new List<Input<string>> { "a", Output.Create("b") }));
        Assert.Equal(expected, await ValuesOf(Output.Create(ImmutableArray.Create("a", "b"))));
        Assert.Equal(expected, await ValuesOf(Output.Create(new[] { "a", "b" })));
        Assert.Equal(["a"], await ValuesOf("a"));
        Assert.Equal(["a"], await ValuesOf(Output.Create("a")));
    }

    [Fact]
    public async Task Lists_grow_by_values_and_by_lists()
    {
        var list = new InputList<string> { "a", Output.Create("b") };
        list.Add("c", "d");
        list.AddRange(Output.Create(new List<string> { "e" }));
        list.Add("f");

        Assert.Equal(["a", "b", "c", "d", "e", "f"], await ValuesOf(list));
    }

    [Fact]
    public async Task Lists_concatenate_without_changing()
    {
        InputList<string> first = new[] { "a" };
        InputList<string> second = new[] { "b" };

        Assert.Equal(["a", "b"], await ValuesOf(first.Concat(second)));
        Assert.Equal(["a"], await ValuesOf(first));
        Assert.Equal(["b"], await ValuesOf(second));
    }

    [Fact]
    public async Task Lists_are_read_asynchronously_only()
    {
        InputList<string> list = new[] { "a", "b" };
        var read = new List<string>();
        await foreach (var element in list)
            read.Add((await element.ToOutput().Read()).Value);

        Assert.Equal(["a", "b"], read);
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
    }

    [Fact]
    public async Task Maps_come_from_every_kind_of_dictionary()
    {
        var expected = Map(("a", "b"));
        Assert.Equal(expected, await EntriesOf(new Dictionary<string, string> { ["a"] = "b" }));
        Assert.Equal(expected, await EntriesOf(expected));
        Assert.Equal(expected, await EntriesOf(Output.Create(expected)));
        Assert.Equal(expected, await EntriesOf(Output.Create<IDictionary<string, string>>(new Dictionary<string, string> { ["a"] = "b" })));
        Assert.Equal(expected, await EntriesOf(new InputMap<string> { { "a", Output.Create("b") } }));
    }

    [Fact]
    public async Task Maps_grow_by_entries_and_by_maps()
    {
        var map = new InputMap<string> { ["a"] = "1" };
        map.Add("b", "2");
        map.AddRange(new InputMap<string> { ["c"] = "3" });
        map.Add("d", "4");

        Assert.Equal(Map(("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")), await EntriesOf(map));
    }

    [Fact]
    public async Task Maps_refuse_a_key_twice_with_different_values()
    {
        var same = new InputMap<string> { { "a", "1" }, { "a", "1" } };
        var different = new InputMap<string> { { "a", "1" }, { "a", "2" } };

        Assert.Equal(Map(("a", "1")), await EntriesOf(same));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => EntriesOf(different));
        Assert.Equal("Key 'a' already exists in the map with a different value.", error.Message);
    }

    [Fact]
    public async Task Maps_merge_with_the_second_winning()
    {
        var merged = InputMap<string>.Merge(
            new InputMap<string> { ["a"] = "1", ["b"] = "1" }, new InputMap<string> { ["b"] = "2", ["c"] = "2" });

        Assert.Equal(Map(("a", "1"), ("b", "2"), ("c", "2")), await EntriesOf(merged));
    }

    [Fact]
    public async Task Unions_join_lists_and_maps_by_either_type()
    {
        var list = new InputList<Union<string, int>>();
        list.Add((Input<string>)"a");
        list.Add((Input<int>)5);
        var map = new InputMap<Union<string, int>>();
        map.Add("x", (Input<int>)5);

        Assert.Equal(["a", 5], (await list.ToOutput().Read()).Value.Select(union => union.Value));
        Assert.Equal(5, (await map.ToOutput().Read()).Value["x"].AsT1);
    }
}
