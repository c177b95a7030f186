using Basecamp.Testing.Tests.Programs;
using Pulumi;

namespace Basecamp.Testing.Tests;

/// <summary>Failing programs touch the process's exit code, so these run one after the other.</summary>
[Collection(ProcessWide.Name)]
public class ProgramErrorsTests
{
    static Task<RecordedStack> Try(Action program) => RecordedStack.TryRunAsync(() =>
    {
        program();
        return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
    });

    [Fact]
    public async Task Keeps_the_exception_of_the_program()
    {
        var thrown = new InvalidOperationException("no such node");

        var stack = await Try(() =>
        {
            _ = new Widget("first", new());
            throw thrown;
        });

        var error = Assert.Single(stack.Errors);
        Assert.Same(thrown, error.Exception);
        Assert.Equal("no such node", error.Message);
        Assert.Equal(["first"], stack.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task Throws_with_every_message_unless_asked_not_to()
    {
        var exception = await Assert.ThrowsAsync<ProgramFailedException>(() =>
            RecordedStack.RunAsync(() => throw new AggregateException(new ArgumentException("one"), new ArgumentException("two"))));

        Assert.Equal(["one", "two"], exception.Errors.Select(error => error.Message));
        Assert.Equal($"one{Environment.NewLine}two", exception.Message);
        Assert.IsType<ArgumentException>(exception.InnerException);
    }

    [Fact]
    public async Task Keeps_the_exception_of_an_asynchronous_program()
    {
        var stack = await RecordedStack.TryRunAsync(async () =>
        {
            await Task.Delay(1);
            throw new NotSupportedException("late");
        });

        Assert.Equal("late", Assert.Single(stack.Errors).Message);
    }

    [Fact]
    public async Task Reports_a_failing_apply_without_stack_trace()
    {
        var stack = await Try(() =>
        {
            var source = new Widget("source", new() { Text = "x" });
            var text = source.Text.Apply((Func<string, string>)(_ => throw new FormatException("not a CIDR")));
            _ = new Widget("user", new() { Text = text });
        });

        Assert.NotEmpty(stack.Errors);
        Assert.Contains(stack.Errors, error => error.Message.Contains("not a CIDR", StringComparison.Ordinal));
        Assert.All(stack.Errors, error => Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_a_missing_required_input()
    {
        var stack = await Try(() => _ = new Strict("strict", new()));

        Assert.Contains(stack.Errors, error => error.Message.Contains("Must is required", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_two_resources_with_one_urn()
    {
        var stack = await Try(() =>
        {
            _ = new Widget("twin", new());
            _ = new Widget("twin", new());
        });

        var error = Assert.Single(stack.Errors);
        Assert.Contains("urn:pulumi:stack::project::test:index:Widget::twin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepts_equal_names_below_parents_of_different_types()
    {
        var stack = await Try(() =>
        {
            _ = new Widget("twin", new() { Text = "top" });
            _ = new Group("group", children: group => _ = new Widget("twin", new() { Text = "below" }, new() { Parent = group }));
        });

        Assert.Empty(stack.Errors);
        Assert.Equal(["top", "below"], stack.OfType("test:index:Widget").Select(widget => widget.Input("text")));
    }

    [Fact]
    public async Task Leaves_the_exit_code_of_the_process_alone()
    {
        var before = Environment.ExitCode;

        await Try(() => throw new InvalidOperationException("x"));

        Assert.Equal(before, Environment.ExitCode);
    }

    sealed class Strict(string name, StrictArgs args) : CustomResource("test:index:Strict", name, args, null);

    sealed class StrictArgs : ResourceArgs
    {
        [Input("must", required: true)]
        public Input<string>? Must { get; init; }
    }
}
