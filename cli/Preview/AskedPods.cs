namespace Basecamp.Cli.Preview;

/// <summary>Pods with what they ask for.</summary>
/// <param name="Name">What makes them, e.g. <c>Deployment shop/web</c>.</param>
/// <param name="Pods">How many; on each machine when <paramref name="IsPerNode"/>.</param>
/// <param name="IsPerNode">Whether every machine gets that many that takes them.</param>
/// <param name="Cores">CPU of one.</param>
/// <param name="Bytes">Memory of one.</param>
/// <param name="IsDefaulted">Whether nobody wrote some of it: it is the namespace's default, or nothing.</param>
sealed record AskedPods(string Name, int Pods, bool IsPerNode, double Cores, double Bytes, bool IsDefaulted)
{
    /// <summary>CPU of one that is a part of its machine's, 0–1, in addition. Default 0.</summary>
    public double PartOfCores { get; init; }

    /// <summary>Whether a machine takes them. Default every machine.</summary>
    public Func<Machine, bool> FitsOn { get; init; } = _ => true;

    /// <summary>What one asks a machine for.</summary>
    public double CoresOn(Machine machine) => Cores + (PartOfCores * (machine.Cores ?? 0));
}
