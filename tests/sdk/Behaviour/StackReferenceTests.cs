using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class StackReferenceTests
{
    static Recorder OtherStack() => new()
    {
        Answer = args => ("id", new Dictionary<string, object>
        {
            ["name"] = args.Inputs["name"],
            ["outputs"] = new Dictionary<string, object> { ["endpoint"] = "https://api", ["kubeconfig"] = "hidden" },
            ["secretOutputNames"] = ImmutableArray.Create("kubeconfig"),
        }),
    };

    [Fact]
    public async Task Is_read_under_the_name_of_the_stack()
    {
        var recorder = OtherStack();
        await recorder.Update(() =>
        {
            new StackReference("acme/homelab/prod");
            new StackReference("homelab", new StackReferenceArgs { Name = "acme/homelab/dev" });
        });

        Assert.Equal(
            [("acme/homelab/prod", "acme/homelab/prod", "acme/homelab/prod"), ("homelab", "acme/homelab/dev", "acme/homelab/dev")],
            recorder.Resources.Select(resource => (resource.Name, resource.Id, (string?)resource.Inputs["name"])));
        Assert.All(recorder.Resources, resource => Assert.Equal("pulumi:pulumi:StackReference", resource.Type));
    }

    [Fact]
    public async Task Gives_outputs_with_the_secrecy_they_have_in_the_other_stack()
    {
        StackReference reference = null!;
        await OtherStack().Update(() => reference = new StackReference("other"));

        Assert.Equal(Known<object?>("https://api"), await reference.GetOutput("endpoint").Read());
        Assert.Equal(Secret<object?>("hidden"), await reference.GetOutput("kubeconfig").Read());
        Assert.Equal(Known<object>("https://api"), await reference.RequireOutput("endpoint").Read());
        Assert.Equal(Secret<object>("hidden"), await reference.RequireOutput("kubeconfig").Read());
    }

    [Fact]
    public async Task Gives_null_for_a_missing_output_and_refuses_to_require_it()
    {
        StackReference reference = null!;
        await OtherStack().Update(() => reference = new StackReference("other"));

        Assert.Equal(Known<object?>(null), await reference.GetOutput("missing").Read());
        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => reference.RequireOutput("missing").Read());
        Assert.Equal("Required output 'missing' does not exist on stack 'other'.", error.Message);
    }

    [Fact]
    public async Task Gives_plain_values_of_open_outputs_only()
    {
        StackReference reference = null!;
        await OtherStack().Update(() => reference = new StackReference("other"));

        Assert.Equal("https://api", await reference.GetValueAsync("endpoint"));
        Assert.Equal("https://api", await reference.RequireValueAsync("endpoint"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("kubeconfig"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reference.RequireValueAsync("kubeconfig"));
    }

    [Fact]
    public async Task Tells_open_and_secret_details_apart()
    {
        StackReference reference = null!;
        await OtherStack().Update(() => reference = new StackReference("other"));

        Assert.True(await reference.GetOutputDetailsAsync("endpoint") is { Value: "https://api", SecretValue: null });
        Assert.True(await reference.GetOutputDetailsAsync("kubeconfig") is { Value: null, SecretValue: "hidden" });
    }
}
