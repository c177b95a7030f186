namespace Basecamp.Cli.Tests.Handover;

/// <summary>Who applies a deployed stack is changed by one command, which can be interrupted anywhere.</summary>
[Trait("Category", "Long")]
public sealed class HandoverTests
{
    const string Finalizers = """--type=merge --patch {"metadata":{"finalizers":null}}""";

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task From_Pulumi_everything_is_marked_before_the_owner_changes_and_the_cluster_is_not_touched(string next)
    {
        using var room = new HandoverRoom("pulumi");

        var result = await room.Run("--to", next, "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "pulumi config set basecamp:delivery pulumi --stack home",
                $"pulumi config set basecamp:handover {next} --stack home",
                "pulumi up --stack home --yes",
                $"pulumi config set basecamp:delivery {next} --stack home",
                "pulumi config rm basecamp:handover --stack home",
                "pulumi up --stack home --yes",
            ],
            room.Changes);
        Assert.Contains("Next: ./basecamp render --stack home --gitops --out ., then commit and push the files.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_Argo_CD_to_Pulumi_the_engine_stands_still_before_Helm_takes_over_the_objects_of_its_charts()
    {
        using var room = new HandoverRoom("argocd", "pulumi");

        var result = await room.Run("--to", "pulumi");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "kubectl -n argocd-system scale deployment,statefulset --all --replicas=0",
                "kubectl -n argocd-system wait pod --all --for=delete --timeout=180s",
                $"kubectl -n argocd-system patch applications.argoproj.io platform {Finalizers}",
                "helm template cert-manager",
                "kubectl annotate -n cert-manager-system --overwrite --filename - meta.helm.sh/release-name=cert-manager meta.helm.sh/release-namespace=cert-manager-system",
                "kubectl label -n cert-manager-system --overwrite --filename - app.kubernetes.io/managed-by=Helm",
                "kubectl annotate -n kube-system --overwrite --filename - meta.helm.sh/release-name=cert-manager meta.helm.sh/release-namespace=cert-manager-system",
                "kubectl label -n kube-system --overwrite --filename - app.kubernetes.io/managed-by=Helm",
                "kubectl -n cert-manager-system delete secret --selector owner=helm,name=cert-manager --ignore-not-found",
                "pulumi config set basecamp:delivery pulumi --stack home",
                "pulumi config rm basecamp:handover --stack home",
                "pulumi up --stack home (upsert) (force)",
                "kubectl -n argocd-system delete applications.argoproj.io platform --ignore-not-found --wait=false",
            ],
            room.Changes.Select(call => call.StartsWith("helm template", StringComparison.Ordinal) ? "helm template cert-manager" : call));
    }

    [Fact]
    public async Task A_chart_is_rendered_as_Pulumi_will_install_it_and_for_this_cluster()
    {
        using var room = new HandoverRoom("argocd", "pulumi");
        await room.Run("--to", "pulumi");

        var call = Assert.Single(room.Calls, call => call.StartsWith("helm ", StringComparison.Ordinal));
        Assert.Matches("^helm template cert-manager .* --namespace cert-manager-system --no-hooks --values /.+/cert-manager\\.json --version v?1\\.", call);
        Assert.EndsWith("--api-versions v1 --api-versions v1/Service", call, StringComparison.Ordinal);
        var marked = await File.ReadAllTextAsync(room.At("marked"));
        Assert.Contains("name: webhook", marked, StringComparison.Ordinal);
        Assert.Contains("name: leader", marked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_Flux_to_Pulumi_only_records_of_charts_that_Flux_installed_are_removed()
    {
        using var room = new HandoverRoom("flux", "pulumi");

        var result = await room.Run("--to", "pulumi", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["kubectl -n cert-manager-system delete secret --selector owner=helm,name=cert-manager --ignore-not-found"],
            room.Changes.Where(call => call.Contains("delete secret", StringComparison.Ordinal)));
        Assert.Contains("kubectl -n flux-system delete helmreleases.helm.toolkit.fluxcd.io cert-manager --ignore-not-found --wait=false", room.Changes);
        Assert.DoesNotContain(room.Calls, call => call.StartsWith("helm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_one_engine_to_another_the_first_stands_still_and_Helm_is_not_needed()
    {
        using var room = new HandoverRoom("flux");

        Assert.Equal(0, (await room.Run("--to", "argocd", "--yes")).ExitCode);

        var calls = room.Changes.ToList();
        var ups = calls.Where(call => call.StartsWith("pulumi up", StringComparison.Ordinal)).ToList();
        Assert.Equal(["pulumi up --stack home --yes", "pulumi up --stack home --yes"], ups);
        var (first, stop, last) = (calls.IndexOf(ups[0]), calls.FindIndex(call => call.Contains(" scale ", StringComparison.Ordinal)), calls.LastIndexOf(ups[1]));
        Assert.True(first < stop && stop < last);
        Assert.DoesNotContain(calls, call => call.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_kubeconfig_is_read_from_the_stack_and_is_seen_by_nobody_else()
    {
        using var room = new HandoverRoom("argocd", "pulumi");

        var result = await room.Run("--to", "pulumi");

        Assert.Equal(HandoverRoom.Kubeconfig + " 700\n", await File.ReadAllTextAsync(room.At("kubeconfig.used")));
        Assert.DoesNotContain("4711", result.Output + result.Error + string.Join('\n', room.Calls), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "basecamp-handover-*"), left => File.Exists(Path.Combine(left, "kubeconfig"))
            && File.ReadAllText(Path.Combine(left, "kubeconfig")).Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_an_interruption_the_same_command_goes_on()
    {
        using var room = new HandoverRoom("pulumi");
        await File.WriteAllTextAsync(room.At("refuse"), "");

        var refused = await room.Run("--to", "argocd");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("pulumi up --stack home ended with exit code 255.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("run the same command again", refused.Error, StringComparison.Ordinal);
        Assert.Contains("basecamp:delivery: pulumi", await File.ReadAllTextAsync(room.At("Pulumi.home.yaml")), StringComparison.Ordinal);

        Assert.Equal(0, (await room.Run("--to", "argocd")).ExitCode);
        Assert.Contains("basecamp:delivery: argocd", await File.ReadAllTextAsync(room.At("Pulumi.home.yaml")), StringComparison.Ordinal);
        Assert.DoesNotContain("handover", await File.ReadAllTextAsync(room.At("Pulumi.home.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_interruption_of_the_last_step_charts_that_Pulumi_may_own_by_now_are_left_alone()
    {
        using var room = new HandoverRoom("argocd", "pulumi");
        await File.WriteAllTextAsync(room.At("refuse"), "");
        Assert.Equal(1, (await room.Run("--to", "pulumi")).ExitCode);
        await File.WriteAllTextAsync(room.At("calls"), "");

        Assert.Equal(0, (await room.Run("--to", "pulumi")).ExitCode);

        Assert.DoesNotContain(room.Changes, call => call.StartsWith("helm", StringComparison.Ordinal) || call.Contains("annotate", StringComparison.Ordinal) || call.Contains("secret", StringComparison.Ordinal));
        Assert.Contains("pulumi up --stack home (upsert) (force)", room.Changes);
    }

    [Fact]
    public async Task Charts_are_those_of_the_deployed_owner_also_when_the_file_names_the_next_one_already()
    {
        using var room = new HandoverRoom("pulumi");
        room.Deploy("argocd", null);

        Assert.Equal(0, (await room.Run("--to", "pulumi")).ExitCode);

        Assert.Equal("pulumi config set basecamp:delivery argocd --stack home", room.Changes[0]);
        Assert.Single(room.Calls, call => call.StartsWith("helm template cert-manager", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_that_could_not_be_deleted_are_named_and_the_stack_has_its_new_owner()
    {
        using var room = new HandoverRoom("flux", "argocd");
        room.Provide("kubectl", """
            case " $* " in
              *' get helmreleases.helm.toolkit.fluxcd.io '*) printf 'flux-system cert-manager\n' ;;
              *' delete '*) echo 'Error from server (Forbidden): no' >&2; exit 1 ;;
            esac
            """);

        var result = await room.Run("--to", "argocd");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("home is owned by argocd", result.Output, StringComparison.Ordinal);
        Assert.Contains("kubectl delete kustomizations.kustomize.toolkit.fluxcd.io,helmreleases.helm.toolkit.fluxcd.io", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_prepared_is_not_prepared_again()
    {
        using var room = new HandoverRoom("pulumi", "flux");
        await room.Run("--to", "flux");
        Assert.Single(room.Changes, call => call.StartsWith("pulumi up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owner_stays_the_owner_without_a_change()
    {
        using var room = new HandoverRoom("flux");
        var result = await room.Run("--to", "flux");
        Assert.Equal((0, "home is owned by flux already; nothing to do"), (result.ExitCode, result.LastLine));
        Assert.Empty(room.Changes);
    }

    [Fact]
    public async Task A_stack_that_was_never_deployed_has_no_owner_to_change()
    {
        using var room = new HandoverRoom("pulumi");
        room.Deploy(null, null);

        var result = await room.Run("--to", "flux");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The stack home has no output `delivery`", result.Error, StringComparison.Ordinal);
        Assert.Empty(room.Changes);
    }

    [Fact]
    public async Task A_program_that_is_missing_or_fails_is_named()
    {
        using var room = new HandoverRoom("argocd", "pulumi");
        room.Provide("kubectl", "echo 'Unable to connect to the server: dial tcp 192.168.1.11:6443: i/o timeout' >&2; exit 1");

        var result = await room.Run("--to", "pulumi");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("kubectl -n argocd-system scale deployment,statefulset --all --replicas=0 failed:\n  Unable to connect", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(room.Changes, call => call.StartsWith("pulumi up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_owns_it_next_is_one_of_three()
    {
        using var room = new HandoverRoom("pulumi");
        var result = await room.Run("--to", "ansible");
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task A_stack_that_would_not_be_valid_for_the_next_owner_is_not_touched()
    {
        using var room = new HandoverRoom("pulumi");
        var file = room.At("Pulumi.home.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("    git: { url: https://git.example.org/cluster.git }\n", "", StringComparison.Ordinal));

        var result = await room.Run("--to", "argocd");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("handover of home: nothing was changed", result.LastLine);
        Assert.Empty(room.Calls);
    }
}
