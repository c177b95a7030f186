namespace Basecamp.Testing;

/// <summary>Keeps a recording from reading or leaving marks on the process: the ambient cluster of whoever runs it, and the exit code
/// 32 that Pulumi sets when a program fails.</summary>
/// <remarks>Counts overlapping recordings: the first one in saves, the last one out restores.</remarks>
sealed class ProcessState : IDisposable
{
    static readonly Lock Gate = new();
    static readonly Dictionary<string, string?> Ambient = [];
    static int recordings;
    static int exitCode;

    public ProcessState()
    {
        lock (Gate)
        {
            if (recordings++ > 0)
                return;
            exitCode = Environment.ExitCode;
            // The Kubernetes provider's arguments default to these, which would make a recording depend on the machine.
            foreach (string name in Environment.GetEnvironmentVariables().Keys)
            {
                if (name == "KUBECONFIG" || name.StartsWith("PULUMI_K8S_", StringComparison.Ordinal))
                    Ambient[name] = Environment.GetEnvironmentVariable(name);
            }
            foreach (var name in Ambient.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            Environment.ExitCode = exitCode;
            if (--recordings > 0)
                return;
            foreach (var (name, value) in Ambient)
                Environment.SetEnvironmentVariable(name, value);
            Ambient.Clear();
        }
    }
}
