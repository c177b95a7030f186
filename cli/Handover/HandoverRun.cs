using Basecamp.Cli.Terminal;
using Basecamp.Testing;

namespace Basecamp.Cli.Handover;

/// <summary>
/// Changes who applies a stack without deleting live objects: all resources are marked as retained, the old owner is stopped, and the new one adopts the
/// objects. Every step can be repeated, so that the same command continues after an interruption.
/// </summary>
sealed class HandoverRun
{
    /// <summary>The stack's name, project directory and the stack that exports the kubeconfig.</summary>
    public required (string Name, string Directory, string ClusterStack) Stack { get; init; }

    /// <summary>Who owns it next: <c>pulumi</c>, <c>argocd</c> or <c>flux</c>.</summary>
    public required string To { get; init; }

    /// <summary>Whether Pulumi deploys without asking.</summary>
    public required bool Yes { get; init; }

    /// <summary>The owner in the stack's file. It is <see cref="To"/> once the last step has begun.</summary>
    public required string Configured { get; init; }

    /// <summary>Charts that Pulumi will install itself and that the given owner has installed so far.</summary>
    public required Func<string, CancellationToken, Task<IReadOnlyList<RecordedResource>>> ReleasesOf { get; init; }

    /// <summary>Where progress is reported.</summary>
    public required Page Page { get; init; }

    /// <summary>Runs all steps.</summary>
    /// <exception cref="HandoverException">A step failed. The handover can be continued.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var stack = new DeployedStack(ToolOf("pulumi", []), Stack.Name);
        var (owner, next) = await stack.OwnersAsync(cancellation);
        if (owner is null)
            throw new HandoverException($"The stack {Stack.Name} has no output `delivery`: it was never deployed, or by an older version. Set `basecamp:delivery` to the current owner and run `pulumi up` once.");
        if (owner == To)
        {
            Page.Line(Style.Good($"{Stack.Name} is owned by {To} already; nothing to do"));
            return;
        }
        if (next == To)
            Page.Line(Style.Dim($"{Stack.Name} was prepared for {To} before"));
        else
        {
            Tell(1, $"mark all resources as retained, so that Pulumi does not delete what it hands over (nothing changes in the cluster)");
            await stack.WriteOwnersAsync(owner, To, cancellation);
            await stack.UpAsync(Yes, cancellation);
        }
        var directory = Directory.CreateTempSubdirectory("basecamp-handover-");
        try
        {
            // Once the last step has begun, Pulumi may own some of the charts: what makes Helm adopt the others is done, and must not be done to those.
            var isAdopted = next == To && Configured == To;
            await TakeOverAsync(stack, owner, isAdopted, directory.FullName, cancellation);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    async Task TakeOverAsync(DeployedStack stack, string owner, bool isAdopted, string directory, CancellationToken cancellation)
    {
        var engine = OwnedBy.Engines.GetValueOrDefault(owner);
        var kubectl = engine is null && To != "pulumi" ? null : await KubectlAsync(directory, cancellation);
        var stop = engine is null ? null : new EngineStop(kubectl!, engine);
        if (stop is not null)
        {
            Tell(2, $"stop {owner}, so that it neither reverts nor deletes objects any more");
            await stop.RunAsync(cancellation);
        }
        if (To == "pulumi" && !isAdopted)
        {
            var releases = await ReleasesOf(owner, cancellation);
            Tell(3, $"prepare {releases.Count} charts to be adopted by Helm");
            var adoption = new ReleaseAdoption(kubectl!, ToolOf("helm", Access(directory)));
            if (owner == "argocd")
                await adoption.MarkObjectsAsync(releases, directory, cancellation);
            await adoption.RemoveRecordsAsync(releases, cancellation);
        }
        Tell(4, $"deploy with {To} as the owner");
        await stack.WriteOwnersAsync(To, null, cancellation);
        await new DeployedStack(ToolOf("pulumi", To == "pulumi" ? Adopting : []), Stack.Name).UpAsync(Yes, cancellation);
        Page.Line(Style.Good($"{Stack.Name} is owned by {To}"));
        if (To != "pulumi")
            Page.Line(Style.Plain($"Next: ./basecamp render --stack {Stack.Name} --gitops --out ., then commit and push the files."));
        if (stop is not null)
            await DeleteRecordsAsync(stop, owner, engine!, cancellation);
    }

    // The stack has its new owner by now: running the command again would not come here.
    async Task DeleteRecordsAsync(EngineStop stop, string owner, OwnedBy engine, CancellationToken cancellation)
    {
        try
        {
            await stop.DeleteRecordsAsync(cancellation);
        }
        catch (HandoverException failed)
        {
            Page.Line(Style.Warning("warning "), Style.Plain($"objects of {owner} that nothing reads any more could not be deleted. Delete them yourself: "
                + $"kubectl delete {string.Join(',', engine.Records)} --all --all-namespaces"));
            Page.Line(Style.Dim(failed.Message));
        }
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
