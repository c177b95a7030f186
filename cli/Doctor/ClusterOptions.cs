using System.CommandLine;
using System.Globalization;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cli.Doctor;

/// <summary>The options that choose a cluster, equal in every command that reads one.</summary>
sealed class ClusterOptions
{
    readonly Option<string?> dump;
    readonly Option<string?> kubeconfig = NotEmpty(new("--kubeconfig")
    {
        Description = "The kubeconfig. Default: the files of KUBECONFIG, else ~/.kube/config.",
        HelpName = "file",
    });

    readonly Option<string?> clusterContext = NotEmpty(new("--context")
    {
        Description = "Context of the kubeconfig. Default: its current one.",
        HelpName = "name"
    });

    readonly Option<int> timeout = new("--timeout")
    {
        Description = "Longest time to read the cluster, in seconds, 5–1800.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 120
    };

    /// <summary>Adds them to <paramref name="command"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="canBeDump">Whether a directory can stand in for a living cluster. Default true.</param>
    public ClusterOptions(Command command, bool canBeDump = true)
    {
        dump = NotEmpty(new("--dump")
        {
            Description = "Read this directory instead of a living cluster: a bundle, or files that kubectl get -o json wrote.",
            HelpName = "directory"
        });
        if (canBeDump)
            command.Add(dump);
        command.Add(kubeconfig);
        command.Add(clusterContext);
        command.Add(timeout);
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var value] && !(int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 5 and <= 1800))
                result.AddError($"'--timeout {value.Value}' is not a number of seconds from 5 to 1800.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(dump) is not null && (result.GetResult(kubeconfig) is not null || result.GetResult(clusterContext) is not null))
                result.AddError("'--dump' reads a directory; leave out '--kubeconfig' and '--context'.");
        });
    }

    /// <summary>Reads the chosen cluster.</summary>
    /// <exception cref="ClusterReadException">It cannot be read.</exception>
    public async Task<ClusterSnapshot> ReadAsync(ParseResult parsed, CliContext context, CancellationToken cancellation)
    {
        if (parsed.GetValue(dump) is { } directory)
            return await Task.Run(() => DirectoryReader.Read(Path.GetFullPath(directory, context.Directory), directory, cancellation), cancellation);
        using var api = ApiConnection.FromKubeconfig(Files(parsed.GetValue(kubeconfig), context), parsed.GetValue(clusterContext));
        return await Progress.WaitAsync($"reading {api.Name}", context, _ =>
            LiveReader.ReadAsync(api, new() { Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)) }, cancellation));
    }

    static IReadOnlyList<string> Files(string? file, CliContext context)
    {
        if (file is not null)
            return [Path.GetFullPath(file, context.Directory)];
        if (context.Variable("KUBECONFIG") is { Length: > 0 } files)
            return [.. files.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(each => Path.GetFullPath(each, context.Directory))];
        return [Path.Combine(context.Variable("HOME") ?? "/", ".kube", "config")];
    }

    static Option<string?> NotEmpty(Option<string?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
                result.AddError($"'{option.Name}' is empty. Name a {option.HelpName}, or leave it out.");
        });
        return option;
    }
}
