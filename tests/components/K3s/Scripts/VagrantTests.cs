namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Virtual machines on the workstation: up from the generated file, each with its key, and all destroyed at the end.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class VagrantTests : IDisposable
{
    const string Lab = "/root/my lab";

    readonly FakeCluster cluster = new();
    readonly Sandbox workstation;

    public VagrantTests()
    {
        workstation = cluster.Host("workstation");
        workstation.Provide("vagrant");
        // The user's own settings must not lead elsewhere.
        workstation.Write(".sandbox/environment", "CDPATH=/opt");
    }

    public void Dispose() => cluster.Dispose();

    static string Vagrantfile(string machines) =>
        string.Concat(machines.Split(' ').Select(machine => $"config.vm.define \"{machine}\" do |machine|\n"));

    static InputDocument Input(string machines = "cp1 w1", string directory = Lab) =>
        new InputDocument().Set("DIRECTORY", directory).Set("MACHINES", machines).File("0644", "/Vagrantfile", Vagrantfile(machines));

    static InputDocument Key(string machine) => new InputDocument().Set("DIRECTORY", Lab).Set("MACHINE", machine);

    string[] Machines() =>
        [.. Names(Directory.GetDirectories(workstation.At($"{Lab}/.vagrant/machines")))];

    static IEnumerable<string> Names(string[] paths) => paths.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Fact]
    public void Brings_the_machines_up_from_the_written_file()
    {
        Assert.Equal("changed=true\n", workstation.Succeed("vagrant-up", Input()).Output);
        Assert.Equal(Vagrantfile("cp1 w1"), workstation.Read($"{Lab}/Vagrantfile"));
        Assert.Equal(["cp1", "w1"], Machines());
        Assert.Contains("vagrant up --no-color cp1 w1", workstation.Calls);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        workstation.Succeed("vagrant-up", Input());
        var tree = workstation.Tree();
        Assert.Equal("changed=false\n", workstation.Succeed("vagrant-up", Input()).Output);
        Assert.Equal(tree, workstation.Tree());
    }

    [Fact]
    public void A_directory_is_relative_to_where_the_script_runs()
    {
        workstation.Succeed("vagrant-up", Input(directory: ".vagrant-lab"));
        Assert.True(workstation.Has("/.vagrant-lab/Vagrantfile"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_run_that_was_cut_off_is_completed_by_the_next(int call)
    {
        workstation.RunKilledAt(call, "vagrant-up", Input());
        workstation.Succeed("vagrant-up", Input());
        Assert.Equal(["cp1", "w1"], Machines());
        Assert.Equal([".vagrant", "Vagrantfile"], Names(Directory.GetFileSystemEntries(workstation.At(Lab))));
    }

    [Fact]
    public void A_failure_of_vagrant_is_one_of_the_run()
    {
        workstation.Write(".sandbox/vagrant-fails", "");
        workstation.Expect(1, "vagrant-up", Input()).Says("vagrant could not bring up cp1 w1");
    }

    [Fact]
    public void Prints_the_key_of_one_machine()
    {
        workstation.Succeed("vagrant-up", Input());
        Assert.Equal("private key of w1\n", workstation.Succeed("vagrant-key", Key("w1")).Output);
        Assert.Equal("private key of cp1\n", workstation.Succeed("vagrant-key", Key("cp1")).Output);
    }

    [Fact]
    public void Asks_again_while_vagrant_is_busy()
    {
        workstation.Succeed("vagrant-up", Input());
        workstation.Write(".sandbox/vagrant-busy", "");
        Assert.Equal("private key of w1\n", workstation.Succeed("vagrant-key", Key("w1")).Output);
    }

    [Fact]
    public void There_is_no_key_of_a_machine_that_is_not_up()
    {
        workstation.Succeed("vagrant-up", Input());
        var result = workstation.Expect(1, "vagrant-key", Key("w2"));
        Assert.Equal("", result.Output);
        result.Says("vagrant does not know how to reach w2: is it up?");
    }

    [Fact]
    public void A_key_that_is_named_but_not_there_is_a_failure()
    {
        workstation.Succeed("vagrant-up", Input());
        workstation.Delete($"{Lab}/.vagrant/machines/w1/virtualbox/private_key");
        workstation.Expect(1, "vagrant-key", Key("w1")).Says("names no readable key for w1");
    }

    [Fact]
    public void Destroying_takes_the_same_document_and_leaves_nothing()
    {
        var tree = workstation.Tree();
        workstation.Succeed("vagrant-up", Input());
        Assert.Equal("destroyed=true\n", workstation.Succeed("vagrant-down", Input()).Output);
        Assert.Equal(tree, workstation.Tree());
        Assert.Equal("destroyed=false\n", workstation.Succeed("vagrant-down", Input()).Output);
    }

    [Fact]
    public void Destroying_keeps_what_somebody_else_put_there()
    {
        workstation.Succeed("vagrant-up", Input());
        workstation.Write($"{Lab}/notes", "mine");
        workstation.Succeed("vagrant-down", Input());
        Assert.Equal("mine\n", workstation.Read($"{Lab}/notes"));
    }

    [Fact]
    public void A_machine_of_a_removed_node_stays_until_its_node_has_left_and_is_destroyed_with_the_rest()
    {
        workstation.Succeed("vagrant-up", Input("cp1 w1 w2"));
        var result = workstation.Succeed("vagrant-up", Input("cp1 w1"));
        Assert.Equal(["cp1", "w1", "w2"], Machines());
        result.Says("VAGRANT_VAGRANTFILE=Vagrantfile.w2 vagrant destroy w2");
        workstation.Succeed("vagrant-down", Input("cp1 w1"));
        Assert.False(workstation.Has(Lab));
        Assert.Contains("vagrant destroy --force --no-color w2", workstation.Calls);
    }

    [Fact]
    public void A_machine_that_is_declared_again_is_an_ordinary_one()
    {
        workstation.Succeed("vagrant-up", Input("cp1 w1"));
        workstation.Succeed("vagrant-up", Input("cp1"));
        workstation.Succeed("vagrant-up", Input("cp1 w1"));
        Assert.False(workstation.Has($"{Lab}/Vagrantfile.w1"));
    }

    [Fact]
    public void A_missing_vagrant_is_named_with_the_way_to_get_it()
    {
        workstation.Delete("usr/sbin/vagrant");
        workstation.Expect(1, "vagrant-up", Input()).Says("vagrant is not installed on this workstation: see https://");
        Assert.False(workstation.Has(Lab));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/root")]
    [InlineData("/root/.")]
    [InlineData("-rf")]
    public void Refuses_a_directory_whose_content_is_not_the_labs(string directory)
    {
        foreach (var script in (string[])["vagrant-up", "vagrant-down"])
            workstation.Expect(2, script, Input(directory: directory)).Says($"DIRECTORY is '{directory}': must be");
        Assert.Empty(workstation.Calls);
    }

    [Theory]
    [InlineData("--provision")]
    [InlineData("cp1  w1")]
    [InlineData("cp1;reboot")]
    public void Refuses_names_that_vagrant_would_take_for_something_else(string machines) =>
        workstation.Expect(2, "vagrant-up", Input().Set("MACHINES", machines)).Says($"MACHINES is '{machines}': must be");
}
