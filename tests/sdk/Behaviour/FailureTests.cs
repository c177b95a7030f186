using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Testing;

namespace Basecamp.Sdk.Tests.Behaviour;

[Collection(ProcessState.Name)]
public sealed class FailureTests : IDisposable
{
    readonly int exitCode = Environment.ExitCode;

    // A failed run sets the exit code of the process, which here is the test host.
    public void Dispose() => Environment.ExitCode = exitCode;

    /// <summary>The messages of a failed run. One error is a RunException, several are an AggregateException of them.</summary>
    static async Task<List<string>> ErrorsOf(Action program, Recorder? recorder = null)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => (recorder ?? new Recorder()).Update(program));
        IReadOnlyCollection<Exception> all = error is AggregateException several ? several.InnerExceptions : [error];
        Assert.All(all, one => Assert.IsType<RunException>(one));
        return [.. all.Select(one => one.Message)];
    }

    [Fact]
    public async Task Shows_only_the_message_of_a_run_exception()
    {
        Assert.Equal(["No nodes."], await ErrorsOf(() => throw new RunException("No nodes.")));
    }

    [Fact]
    public async Task Shows_where_an_unexpected_exception_came_from()
    {
        var message = Assert.Single(await ErrorsOf(() => throw new InvalidOperationException("Oops.")));

        Assert.StartsWith("Running program '", message, StringComparison.Ordinal);
        Assert.Contains("failed with an unhandled exception:", message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: Oops.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_message_of_a_resource_exception_alone_when_asked()
    {
        Assert.Equal(["Bad."], await ErrorsOf(() => throw new ResourceException("Bad.", null, hideStack: true)));
        Assert.Contains("Bad.", Assert.Single(await ErrorsOf(() => throw new ResourceException("Bad.", null))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_the_exit_code_of_errors_already_shown()
    {
        await ErrorsOf(() => throw new RunException("No nodes."));

        Assert.Equal(32, Environment.ExitCode);
    }

    [Fact]
    public async Task Leaves_the_exit_code_of_a_good_run_alone()
    {
        Environment.ExitCode = 7;
        await new Recorder().Update(() => new Thing("thing"));

        Assert.Equal(7, Environment.ExitCode);
    }

    [Fact]
    public async Task Fails_after_a_logged_error_but_not_after_a_warning()
    {
        Assert.Equal(["Logged."], await ErrorsOf(() => Log.Error("Logged.")));
        Assert.Equal(["One.", "Two."], await ErrorsOf(() =>
        {
            Log.Error("One.");
            Log.Error("Two.");
        }));
        await new Recorder().Update(() =>
        {
            Log.Debug("debug");
            Log.Info("info");
            Log.Warn("warning");
        });
    }

    [Fact]
    public async Task Fails_when_a_transformation_of_a_value_throws()
    {
        var messages = await ErrorsOf(() =>
        {
            var broken = new Thing("first", new ThingArgs { Text = "a" }).Text.Apply<string>(Broken);
            new Thing("second", new ThingArgs { Text = broken });
        });

        Assert.Contains(messages, message => message.Contains("Cannot transform.", StringComparison.Ordinal));

        static string Broken(string text) => throw new InvalidOperationException("Cannot transform.");
    }

    [Fact]
    public async Task Fails_when_a_mock_throws()
    {
        var recorder = new Recorder { Answer = _ => throw new InvalidOperationException("Cannot mock.") };
        var messages = await ErrorsOf(() => new Thing("thing"), recorder);

        Assert.Contains("Cannot mock.", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_without_hanging_when_a_later_resource_waits_for_the_failed_one()
    {
        var mocks = new FailingMocks();
        await Assert.ThrowsAnyAsync<Exception>(() => Deployment.TestAsync(mocks, new() { IsPreview = false }, () =>
        {
            var first = new Thing("first");
            new Thing("second", new ThingArgs { Text = first.Text }, new() { DependsOn = { first } });
        }));
    }

    [Fact]
    public async Task Fails_when_a_required_argument_is_missing()
    {
        var messages = await ErrorsOf(() => new Thing("thing", new ThingArgs { Detail = new DetailArgs() }));

        Assert.Contains(messages, message => message.Contains(
            $"[Input] {typeof(DetailArgs).FullName}.Host is required but was not given a value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fails_on_values_that_cannot_travel()
    {
        var number = await ErrorsOf(() => new Thing("thing", new ThingArgs { Anything = 5L }));
        var task = await ErrorsOf(() => new Thing("thing", new ThingArgs { Anything = (object)Task.FromResult(1) }));

        Assert.Contains("error serializing property \"anything\"", Assert.Single(number), StringComparison.Ordinal);
        Assert.Contains("System.Int64 is not a supported argument type.", number[0], StringComparison.Ordinal);
        Assert.Contains("Tasks are not allowed inside ResourceArgs.", Assert.Single(task), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_on_provider_and_providers_together()
    {
        var messages = await ErrorsOf(() =>
        {
            var provider = new TestProvider("special");
            new Group("group", new() { Provider = provider, Providers = { provider } }, _ => { });
        });

        Assert.Contains("Do not supply both 'provider' and 'providers' options", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_when_a_transformation_changes_the_parent()
    {
        var messages = await ErrorsOf(() =>
        {
            var group = new Group("group", _ => { });
            new Thing("thing", null, new()
            {
                ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = group }) },
            });
        });

        Assert.Contains(
            "Transformations cannot currently be used to change the 'parent' of a resource.",
            Assert.Single(messages),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_on_aliases_that_contradict_themselves()
    {
        var urn = await ErrorsOf(() => Aliased(new Alias { Urn = "urn:x", Name = "old" }));
        var parents = await ErrorsOf(() => Aliased(new Alias { ParentUrn = "urn:x", NoParent = true }));

        const string OneParent = "Only specify one of 'Parent', 'ParentUrn' or 'NoParent' in an Alias";
        Assert.Contains(urn, message => message.Contains("Alias should not specify both Urn and Name", StringComparison.Ordinal));
        Assert.Contains(parents, message => message.Contains(OneParent, StringComparison.Ordinal));
        await new Recorder().Update(() => Aliased(new Alias { Name = "old" }, new Alias { Urn = "urn:x" }));

        static void Aliased(params Alias[] aliases) =>
            new Thing("thing", null, new() { Aliases = [.. aliases.Select(alias => (Input<Alias>)alias)] });
    }

    [Fact]
    public async Task Fails_on_a_resource_without_type_or_name()
    {
        var name = await ErrorsOf(() => new Thing(""));
        var type = await ErrorsOf(() => new CustomResource("", "name", null, options: null));

        Assert.Contains("'name' cannot be null or empty.", Assert.Single(name), StringComparison.Ordinal);
        Assert.Contains("'type' cannot be null or empty.", Assert.Single(type), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_on_stack_outputs_without_value()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<Unassigned>(new Recorder()));

        Assert.StartsWith("Output(s) 'address' have no value assigned.", error.Message, StringComparison.Ordinal);
    }

    sealed class Unassigned : Stack
    {
        [Output("address")]
        public Output<string>? Address { get; set; }
    }

    sealed class FailingMocks : IMocks
    {
        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            await Task.Delay(10);
            throw new InvalidOperationException("Cannot mock.");
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
