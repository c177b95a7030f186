namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>k3d clusters on the workstation: made once, started again, finished when cut off, and gone without a trace.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class K3dTests : IDisposable
{
    const string Config = "apiVersion: k3d.io/v1alpha5\nkind: Simple\ntoken: a$HOME${PATH}$$b\n";
    const string Cluster = ".sandbox/k3d/home";

    readonly FakeCluster cluster = new();
    readonly Sandbox workstation;

    public K3dTests()
    {
        workstation = cluster.Host("workstation");
        workstation.Provide("k3d", "docker");
    }

    public void Dispose() => cluster.Dispose();

    static InputDocument Input =>
        new InputDocument().Set("CLUSTER_NAME", "home").Set("TIMEOUT_SECONDS", 300).File("0600", "/k3d.yaml", Config);

    static InputDocument Name => new InputDocument().Set("CLUSTER_NAME", "home");

    IReadOnlyList<string> Done() =>
        [.. workstation.Calls.Where(call => call.StartsWith("k3d cluster ", StringComparison.Ordinal)).Select(call => call.Split(' ')[2])
            .Where(verb => verb != "list")];

    [Fact]
    public void Creates_the_cluster_from_a_private_file_whose_dollar_signs_k3d_does_not_eat()
    {
        Assert.Equal("created=true\n", workstation.Succeed("k3d-up", Input).Output);
        Assert.Equal(Config, workstation.Read($"{Cluster}/config"));
        Assert.Equal("600 700 ", workstation.Read($"{Cluster}/modes"));
        Assert.Contains(workstation.Calls, call => call.EndsWith("--wait --timeout 300s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_file_and_the_copies_k3d_makes_of_it_are_gone_afterwards(int exitCode)
    {
        // Looks into the sandbox's own /tmp before it disappears.
        workstation.Write(".sandbox/after", "find /tmp -mindepth 1 >/.sandbox/left-over");
        if (exitCode != 0)
            workstation.Write(".sandbox/k3d-fails", "");
        workstation.Expect(exitCode, "k3d-up", Input);
        Assert.Equal("", workstation.Read(".sandbox/left-over"));
        Assert.Equal(exitCode == 0, workstation.Has(".sandbox/k3d-places"));
    }

    [Fact]
    public void A_second_run_starts_the_cluster_and_creates_none()
    {
        workstation.Succeed("k3d-up", Input);
        Assert.Equal("created=false\n", workstation.Succeed("k3d-up", Input).Output);
        Assert.Equal(["create", "start"], Done());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_creation_that_was_cut_off_is_begun_anew(int call)
    {
        Assert.True(workstation.RunKilledAt(call, "k3d-up", Input));
        workstation.Succeed("k3d-up", Input);
        Assert.Equal(Config, workstation.Read($"{Cluster}/config"));
        Assert.Equal("created=false\n", workstation.Succeed("k3d-up", Input).Output);
    }

    [Fact]
    public void A_half_made_cluster_of_somebody_else_is_not_deleted()
    {
        Directory.CreateDirectory(workstation.At(Cluster));
        workstation.Expect(1, "k3d-up", Input).Says("was never completed: remove it with 'k3d cluster delete home'");
        Assert.Equal(["start"], Done());
    }

    [Fact]
    public void A_creation_that_failed_can_be_tried_again()
    {
        workstation.Write(".sandbox/k3d-fails", "");
        workstation.Expect(1, "k3d-up", Input).Says("k3d could not create home");
        workstation.Delete(".sandbox/k3d-fails");
        Assert.Equal("created=true\n", workstation.Succeed("k3d-up", Input).Output);
    }

    [Fact]
    public void Deleting_takes_the_same_document_and_leaves_nothing()
    {
        var tree = workstation.Tree();
        workstation.Succeed("k3d-up", Input);
        Assert.Equal("deleted=true\n", workstation.Succeed("k3d-down", Input).Output);
        Assert.False(workstation.Has(Cluster));
        Assert.Equal("deleted=false\n", workstation.Succeed("k3d-down", Input).Output);
        workstation.Delete("/root/.local");
        Assert.Equal(tree, workstation.Tree());
    }

    [Fact]
    public void The_kubeconfig_comes_without_the_document_separator()
    {
        workstation.Succeed("k3d-up", Input);
        Assert.Equal("apiVersion: v1\nkind: Config\n", workstation.Succeed("k3d-kubeconfig", Name).Output);
    }

    [Fact]
    public void There_is_no_kubeconfig_of_a_cluster_that_does_not_exist()
    {
        var result = workstation.Expect(1, "k3d-kubeconfig", Name);
        Assert.Equal("", result.Output);
        result.Says("there is no k3d cluster home");
    }

    public static TheoryData<string> Scripts() => ["k3d-up", "k3d-down", "k3d-kubeconfig"];

    static InputDocument InputOf(string script) => script == "k3d-kubeconfig" ? Name : Input;

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_missing_tool_is_named_with_the_way_to_get_it(string script)
    {
        workstation.Delete("usr/sbin/docker");
        workstation.Expect(1, script, InputOf(script)).Says("docker is not installed on this workstation: see https://");
        workstation.Delete("usr/sbin/k3d");
        workstation.Expect(1, script, InputOf(script)).Says("k3d is not installed on this workstation: see https://");
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_docker_that_does_not_answer_is_not_taken_for_an_absent_cluster(string script)
    {
        workstation.Answer("docker", "", exitCode: 1);
        workstation.Expect(1, script, InputOf(script)).Says("docker is installed but does not answer");
    }

    [Fact]
    public void Exactly_one_file_is_needed()
    {
        workstation.Expect(2, "k3d-up", Name.Set("TIMEOUT_SECONDS", 300)).Says("exactly one FILE is needed, 0 were given");
        workstation.Expect(2, "k3d-up", Input.File("0600", "/other", "x")).Says("exactly one FILE is needed, 2 were given");
    }

    [Theory]
    [InlineData("Home")]
    [InlineData("home;reboot")]
    [InlineData("--all")]
    public void Refuses_a_name_that_k3d_would_take_for_something_else(string name) =>
        workstation.Expect(2, "k3d-down", Input.Set("CLUSTER_NAME", name)).Says($"CLUSTER_NAME is '{name}': must be");
}
