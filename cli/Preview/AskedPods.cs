namespace Basecamp.Cli.Preview;

/// <summary>Pods with what they ask for.</summary>
/// <param name="Pods">How many; on each machine when <paramref name="IsPerNode"/>.</param>
/// <param name="IsPerNode">Whether every machine gets that many.</param>
/// <param name="Cores">CPU of one.</param>
/// <param name="Bytes">Memory of one.</param>
/// <param name="IsDefaulted">Whether nobody wrote some of it: it is the namespace's default, or nothing.</param>
sealed record AskedPods(int Pods, bool IsPerNode, double Cores, double Bytes, bool IsDefaulted)
{
    /// <summary>How many there are on that many machines.</summary>
    public int On(int machines) => IsPerNode ? Pods * machines : Pods;
}
