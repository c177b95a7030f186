using System.Collections.Immutable;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Components.Hosts;

/// <summary>A host script as a resource: which script, on which machine, with which input.</summary>
/// <remarks>
/// Script and input are ordinary inputs, so a change runs the script again in place. They are not <c>triggers</c>: a changed trigger
/// replaces the resource, which would run the delete script of a living node (the SDK hard-codes <c>replaceOnChanges: triggers[*]</c>).
/// Triggers hold only what makes it another machine.
/// The connection is not ignored either: the engine would then go on using the old key after a rotation. Scripts are idempotent, so a
/// changed connection costs one run that changes nothing.
/// </remarks>
public sealed record HostCommand
{
    /// <summary>Script run on create and on every change of script or input.</summary>
    public required string Script { get; init; }

    /// <summary>Tell the script, as its argument, whether it runs on <c>create</c> or on <c>update</c>. Default false.</summary>
    public bool TellsCreateFromUpdate { get; init; }

    /// <summary>Script run on delete. Default: none. It reads the same input.</summary>
    public string? DeleteScript { get; init; }

    /// <summary>The machine the scripts run on.</summary>
    public required HostConnection On { get; init; }

    /// <summary>What the scripts read.</summary>
    public required HostInput Input { get; init; }

    /// <summary>Identity of the machine the command is about; another value replaces the resource, delete first.</summary>
    public string? Machine { get; init; }

    /// <summary>
    /// The step before this one. When that is replaced, this one is too, and is deleted first: plain ordering would not do that, because the
    /// engine only looks at properties to find what has to go before a resource that is deleted before it is replaced.
    /// </summary>
    public Remote.Command? Follows { get; init; }

    /// <summary>Run once: later changes of script, input and connection are ignored.</summary>
    public bool Once { get; init; }

    /// <summary>The machine is gone: run nothing on it any more, not even on delete.</summary>
    public bool Abandoned { get; init; }

    /// <summary>Upper bound of one run. Default 30 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Upper bound of a delete. Default 15 min.</summary>
    public TimeSpan DeleteTimeout { get; init; } = TimeSpan.FromMinutes(15);

    static readonly ImmutableArray<string> EveryInput =
        ["addPreviousOutputInEnv", "connection", "create", "delete", "environment", "logging", "stdin", "triggers", "update"];

    /// <summary>Registers the command.</summary>
    internal Remote.Command Register(string name, Resource parent, IEnumerable<Resource> after)
    {
        var args = new Remote.CommandArgs
        {
            Connection = On.ToArgs(),
            Create = HostScript.AsRoot(Script, TellsCreateFromUpdate ? "create" : null),
            Stdin = Input.ToOutput(),
            Logging = Remote.Logging.None,
            AddPreviousOutputInEnv = false,
        };
        if (TellsCreateFromUpdate)
            args.Update = HostScript.AsRoot(Script, "update");
        if (DeleteScript is not null)
            args.Delete = HostScript.AsRoot(DeleteScript);
        if (Machine is not null)
            args.Triggers = Follows is null
                ? new object[] { Machine }
                : new[] { Output.Create<object>(Machine), Follows.Id.Apply(id => (object)id) };

        var options = new CustomResourceOptions
        {
            Parent = parent,
            AdditionalSecretOutputs = { "stdout", "stderr" },
            CustomTimeouts = new CustomTimeouts { Create = Timeout, Update = Timeout, Delete = DeleteTimeout },
            // The old machine leaves the cluster before its successor of the same name joins.
            DeleteBeforeReplace = true,
            RetainOnDelete = Abandoned ? true : null,
        };
        if (Once || Abandoned)
            options.IgnoreChanges.AddRange(EveryInput);
        foreach (var resource in after.Append(Follows).OfType<Resource>())
            options.DependsOn.Add(resource);
        return new Remote.Command(name, args, options);
    }
}
