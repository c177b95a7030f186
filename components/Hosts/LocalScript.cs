using Pulumi;
using Local = Pulumi.Command.Local;

namespace Basecamp.Components.Hosts;

/// <summary>A script on the workstation as a resource.</summary>
public sealed record LocalScript
{
    /// <summary>Script run on create and on every change of script or input.</summary>
    public required string Script { get; init; }

    /// <summary>Script run on delete. Default: none. It reads the same input.</summary>
    public string? DeleteScript { get; init; }

    /// <summary>What the scripts read.</summary>
    public required HostInput Input { get; init; }

    /// <summary>What makes it another thing: another value replaces the resource, delete first.</summary>
    public string? Identity { get; init; }

    /// <summary>Registers the command.</summary>
    internal Local.Command Register(string name, Resource parent, IEnumerable<Resource> after)
    {
        var args = new Local.CommandArgs
        {
            Create = HostScript.AsUser(Script),
            Stdin = Input.ToOutput(),
            Logging = Local.Logging.None,
            AddPreviousOutputInEnv = false,
        };
        if (DeleteScript is not null)
            args.Delete = HostScript.AsUser(DeleteScript);
        if (Identity is not null)
            args.Triggers = new object[] { Identity };
        var options = new CustomResourceOptions
        {
            Parent = parent,
            AdditionalSecretOutputs = { "stdout", "stderr" },
            CustomTimeouts = new CustomTimeouts
            {
                Create = TimeSpan.FromMinutes(30),
                Update = TimeSpan.FromMinutes(30),
                Delete = TimeSpan.FromMinutes(15),
            },
            DeleteBeforeReplace = true,
        };
        foreach (var resource in after)
            options.DependsOn.Add(resource);
        return new Local.Command(name, args, options);
    }
}
