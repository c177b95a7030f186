using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Testing;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class StackTests
{
    static readonly TestOptions options = new()
    {
        ProjectName = "shop",
        StackName = "dev",
        OrganizationName = "acme",
        RootDirectory = "/src",
        IsPreview = false,
    };

    sealed class Shop : Stack
    {
        public Shop()
        {
            var thing = new Thing("thing", new ThingArgs { Text = $"{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}" });
            Address = thing.Text;
        }

        [Output("address")]
        public Output<string> Address { get; private set; }
    }

    sealed class Greeting : Stack
    {
        public Greeting(IServiceProvider services) =>
            new Thing("thing", new ThingArgs { Text = (string)services.GetService(typeof(string))! });
    }

    sealed class Services(Func<Services, Stack>? create) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(string) ? "hello" : create?.Invoke(this);
    }

    [Fact]
    public async Task Returns_the_stack_and_its_resources()
    {
        var resources = await Deployment.TestAsync<Shop>(new Recorder(), options);

        Assert.Equal(
            [("pulumi:pulumi:Stack", "shop-dev"), ("test:index:Thing", "thing")],
            resources.Select(resource => (resource.GetResourceType(), resource.GetResourceName())));
        Assert.Equal(Known("shop/dev"), await Assert.IsType<Shop>(resources[0]).Address.Read());
    }

    [Fact]
    public async Task Registers_the_outputs_of_the_stack()
    {
        var recorder = new Recorder();
        await Deployment.TestAsync<Shop>(recorder, options);

        var registered = Assert.Single(recorder.Outputs);
        Assert.Equal("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", registered.Urn);
        Assert.Equal(Known<object?>("shop/dev"), await Assert.Single(registered.Outputs).Value.Read());
        Assert.DoesNotContain(recorder.Resources, resource => resource.Type == "pulumi:pulumi:Stack");
    }

    [Fact]
    public async Task Takes_a_stack_from_a_service_provider()
    {
        var recorder = new Recorder();
        await Deployment.TestWithServiceProviderAsync<Greeting>(recorder, new Services(services => new Greeting(services)), options);

        Assert.Equal("hello", recorder.Single("thing").Inputs["text"]);
    }

    [Fact]
    public async Task Returns_the_outputs_of_a_function_instead_of_registering_them()
    {
        var recorder = new Recorder();
        var (resources, outputs) = await Deployment.TestAsync(
            recorder, options, () => new Dictionary<string, object?> { ["address"] = new Thing("thing").Urn });

        Assert.Equal(["thing"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal(["address"], outputs.Keys);
        Assert.All(recorder.Outputs, request => Assert.Empty(request.Outputs));
    }

    [Fact]
    public async Task Runs_asynchronous_functions()
    {
        var (resources, outputs) = await Deployment.TestAsync(new Recorder(), options, async () =>
        {
            await Task.Yield();
            new Thing("thing");
            return (IDictionary<string, object?>)new Dictionary<string, object?> { ["a"] = 1 };
        });
        var plain = await Deployment.TestAsync(new Recorder(), options, async () =>
        {
            await Task.Yield();
            new Thing("thing");
        });

        Assert.Equal(["thing"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal(1, outputs["a"]);
        Assert.Equal(["thing"], plain.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Tells_what_the_program_runs_as()
    {
        var seen = new List<object>();
        await Deployment.TestAsync(new Recorder(), options, () =>
        {
            var instance = Deployment.Instance;
            seen.AddRange([instance.OrganizationName, instance.ProjectName, instance.StackName, instance.RootDirectory, instance.IsDryRun]);
        });

        Assert.Equal(["acme", "shop", "dev", "/src", false], seen);
    }

    [Fact]
    public async Task Runs_as_a_preview_of_project_and_stack_by_default()
    {
        var seen = new List<object>();
        await Deployment.TestAsync(new Recorder(), new TestOptions(), () =>
        {
            var instance = Deployment.Instance;
            seen.AddRange([instance.OrganizationName, instance.ProjectName, instance.StackName, instance.IsDryRun]);
            Assert.Throws<InvalidOperationException>(() => instance.RootDirectory);
        });

        Assert.Equal(["organization", "project", "stack", true], seen);
    }

    [Fact]
    public async Task Leaves_no_deployment_behind()
    {
        await new Recorder().Update(() => new Thing("thing"));

        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }
}
