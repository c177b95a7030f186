using Basecamp.Cli.Terminal;
using Basecamp.Testing;

namespace Basecamp.Cli.Handover;

/// <summary>
/// Changes who applies a stack, and deletes nothing that lives: everything is marked as retained, the old owner is stopped, and then the new one is
/// deployed, which finds the objects and goes on with them. Every step can be repeated; after an interruption the same command goes on.
/// </summary>
sealed class HandoverRun
{
    /// <summary>The stack's name, project directory and the stack that exports the kubeconfig.</summary>
    public required (string Name, string Directory, string ClusterStack) Stack { get; init; }

    /// <summary>Who owns it next: <c>pulumi</c>, <c>argocd</c> or <c>flux</c>.</summary>
    public required string To { get; init; }

    /// <summary>Whether Pulumi deploys without asking.</summary>
    public required bool Yes { get; init; }

    /// <summary>Charts that Pulumi will install itself, and somebody else did so far.</summary>
    public required IReadOnlyList<RecordedResource> Releases { get; init; }

    /// <summary>Where progress is told.</summary>
    public required Page Page { get; init; }

    /// <summary>Runs all steps.</summary>
    /// <exception cref="HandoverException">A step failed; what it changed is fit to be continued.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var stack = new DeployedStack(ToolOf("pulumi", []), Stack.Name);
        var (owner, next) = await stack.OwnersAsync(cancellation);
        if (owner is null)
            throw new HandoverException($"The stack {Stack.Name} has not been deployed, or by a version that did not say who owns it. Set `basecamp:delivery`, and run `pulumi up` once.");
        if (owner == To)
        {
            Page.Line(Style.Good($"{Stack.Name} is owned by {To}; there is nothing to hand over"));
            return;
        }
        if (next == To)
            Page.Line(Style.Dim($"{Stack.Name} is prepared for {To} already"));
        else
        {
            Tell(1, $"mark everything that {owner} applied, so that Pulumi forgets instead of deletes. Nothing in the cluster changes.");
            await stack.WriteOwnersAsync(owner, To, cancellation);
            await stack.UpAsync(Yes, cancellation);
        }
        var directory = Directory.CreateTempSubdirectory("basecamp-handover-");
        try
        {
            await TakeOverAsync(stack, owner, directory.FullName, cancellation);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    async Task TakeOverAsync(DeployedStack stack, string owner, string directory, CancellationToken cancellation)
    {
        var engine = OwnedBy.Engines.GetValueOrDefault(owner);
        var kubectl = engine is null && To != "pulumi" ? null : await KubectlAsync(directory, cancellation);
        var standStill = engine is null ? null : new StandStill(kubectl!, engine);
        if (standStill is not null)
        {
            Tell(2, $"stop {owner}, so that it neither corrects nor deletes what is no longer its own");
            await standStill.StopAsync(cancellation);
        }
        if (To == "pulumi")
        {
            Tell(3, $"make Helm take over {Releases.Count} charts");
            var adoption = new ReleaseAdoption(kubectl!, ToolOf("helm", Access(directory)));
            if (owner == "argocd")
                await adoption.MarkObjectsAsync(Releases, directory, cancellation);
            await adoption.RemoveRecordsAsync(Releases, cancellation);
        }
        Tell(4, $"deploy with {To} as the owner");
        await stack.WriteOwnersAsync(To, null, cancellation);
        await new DeployedStack(ToolOf("pulumi", To == "pulumi" ? Adopting : []), Stack.Name).UpAsync(Yes, cancellation);
        if (standStill is not null)
            await standStill.ForgetAsync(cancellation);
        Page.Line(Style.Good($"{Stack.Name} is owned by {To}"));
        if (To != "pulumi")
            Page.Line(Style.Plain($"Commit what it reads, and push: ./basecamp render --stack {Stack.Name} --gitops --out ."));
    }

    async Task<Tool> KubectlAsync(string directory, CancellationToken cancellation)
    {
        var kubeconfig = await new DeployedStack(ToolOf("pulumi", []), Stack.ClusterStack).SecretAsync("kubeconfig", cancellation);
        // The directory is this user's alone.
        await File.WriteAllTextAsync(KubeconfigIn(directory), kubeconfig, cancellation);
        return ToolOf("kubectl", Access(directory));
    }

    void Tell(int step, string text) => Page.Line(Style.Strong($"{step}/4 "), Style.Plain(text));

    Tool ToolOf(string program, Dictionary<string, string> environment) => new(program, Stack.Directory, environment);

    static Dictionary<string, string> Access(string directory) => new() { ["KUBECONFIG"] = KubeconfigIn(directory) };

    static string KubeconfigIn(string directory) => Path.Combine(directory, "kubeconfig");

    // The provider creates what is not in its state, and refuses what exists unless told so; fields belong to the engine that applied them last.
    static Dictionary<string, string> Adopting => new()
    {
        ["PULUMI_K8S_UPSERT_EXISTING_OBJECTS"] = "true",
        ["PULUMI_K8S_ENABLE_PATCH_FORCE"] = "true",
    };
}
