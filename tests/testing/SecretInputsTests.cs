using System.Collections.Immutable;
using Basecamp.Testing.Tests.Programs;
using Pulumi;

namespace Basecamp.Testing.Tests;

public class SecretInputsTests
{
    static async Task<RecordedResource> Record(WidgetArgs args) =>
        (await RecordedStack.RunAsync(() => _ = new Widget("widget", args))).Resources.Single();

    [Fact]
    public async Task Finds_none_among_plain_inputs()
    {
        var widget = await Record(new()
        {
            Text = "t",
            Labels = { ["a"] = "b" },
            Words = { "w" },
            Parts = { new PartArgs { Name = "p", Password = "q" } },
            Free = { ["deep"] = new Dictionary<string, object> { ["x"] = 1 } },
        });

        Assert.Empty(widget.SecretInputs);
        Assert.False(widget.IsSecret("text"));
    }

    [Fact]
    public async Task Finds_a_secret_at_the_top()
    {
        var widget = await Record(new() { Text = Output.CreateSecret("hush"), Count = 1 });

        Assert.Equal(["text"], widget.SecretInputs);
        Assert.Equal("hush", widget.Input("text"));
    }

    [Fact]
    public async Task A_secret_entry_makes_its_map_secret()
    {
        var widget = await Record(new() { Labels = { ["open"] = "o", ["tls.key"] = Output.CreateSecret("k") } });

        Assert.Equal(["labels"], widget.SecretInputs);
        Assert.True(widget.IsSecret("labels[\"tls.key\"]"));
    }

    [Fact]
    public async Task A_secret_element_makes_its_list_secret()
    {
        var widget = await Record(new() { Words = { "open", Output.CreateSecret("shut") }, Labels = { ["a"] = "b" } });

        Assert.Equal(["words"], widget.SecretInputs);
    }

    [Fact]
    public async Task Finds_secrets_in_nested_arguments()
    {
        var widget = await Record(new()
        {
            Part = new PartArgs { Password = Output.CreateSecret("a") },
            Parts = { new PartArgs { Name = "x" }, new PartArgs { Name = "y", Password = Output.CreateSecret("b") } },
        });

        Assert.Equal(["part.password", "parts[1].password"], widget.SecretInputs.Order());
    }

    [Fact]
    public async Task Finds_secrets_in_free_form_values()
    {
        var widget = await Record(new()
        {
            Free =
            {
                ["deep"] = new Dictionary<string, object> { ["list"] = new object[] { "a", Output.CreateSecret("b") } },
            },
        });

        Assert.Equal(["free.deep.list[1]"], widget.SecretInputs);
    }

    [Fact]
    public async Task A_secret_whole_covers_what_is_in_it()
    {
        var widget = await Record(new()
        {
            Part = Output.CreateSecret(new PartArgs { Name = "n" }),
            Labels = Output.CreateSecret(ImmutableDictionary<string, string>.Empty.Add("a", "b")),
        });

        Assert.Equal(["labels", "part"], widget.SecretInputs.Order());
        Assert.True(widget.IsSecret("part.name"));
        Assert.True(widget.IsSecret("labels.a"));
        Assert.False(widget.IsSecret("partial"));
    }

    [Fact]
    public async Task Secretness_travels_from_a_mocked_output_to_its_users()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var source = new Widget("source", new() { Text = Output.CreateSecret("hush") });
            var marked = new Widget("marked", new(), new() { AdditionalSecretOutputs = { "computed" } });
            _ = new Widget("user", new() { Text = Output.Format($"<{source.Text}>"), Words = { marked.Computed } });
        }, new()
        {
            Mocks = new Dictionary<string, Func<MockedResource, Dictionary<string, object?>>>
            {
                ["test:index:Widget"] = widget => new() { ["computed"] = $"of {widget.Name}" },
            }
        });

        var user = stack.Named("user").Single();
        Assert.Equal(["text", "words"], user.SecretInputs.Order());
        Assert.Equal("<hush>", user.Input("text"));
        Assert.Equal("of marked", user.Input("words[0]"));
        Assert.True(stack.Named("marked").Single().Outputs["computed"].IsSecret);
        Assert.False(stack.Named("source").Single().Outputs["computed"].IsSecret);
    }
}
