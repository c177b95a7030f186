using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Protection that a topology gives up.</summary>
static class SecurityWarnings
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        CheckHostKeys(topology, problems);
        if (!topology.K3s.SecretsEncryption)
            problems.Add("k3s.secretsEncryption", "is false: Secrets lie readable in the datastore and in every snapshot, and it cannot "
                + "be switched on later.");
        if (topology is { Provider: not MachineProvider.K3d, K3s.Hardening: HardeningProfile.None })
            problems.Add("k3s.hardening", "is `none`: no audit log, no Pod Security defaults, K3s' own kubelet and API server flags.");
        if (topology is { Provider: MachineProvider.K3d, K3s.Hardening: HardeningProfile.Cis })
            problems.Add("k3s.hardening", "is `cis`, which needs kernel settings of this machine that containers cannot change. If nodes "
                + "do not start, set `none`.");
        if (K3sVersion.TryParse(topology.K3s.Version, out var version) && version.Candidate is not null)
            problems.Add("k3s.version", $"is {version}, a release candidate.");
        if (topology.K3s.Datastore is { CaCertificate: null } or { ClientCertificate: null })
            problems.Add("k3s.datastore", "is reached without mutual TLS. Set `caCertificate`, `clientCertificate` and `clientKey`.");
        if (topology.Snapshots.S3 is { Insecure: true })
            problems.Add("snapshots.s3.insecure", "is true: snapshots, which hold every Secret, travel unencrypted.");
        foreach (var (host, access) in topology.Registries.Access.Where(entry => entry.Value.InsecureSkipVerify))
            problems.At("registries.access").At(ConfigurationNames.EntryPath(host)).Add("insecureSkipVerify", "is true: anybody on the "
                + "way can replace images.");
    }

    static void CheckHostKeys(HomelabTopology topology, Problems problems)
    {
        if (topology.Ssh is not { } ssh)
            return;
        foreach (var (index, node) in topology.Nodes.Index())
        {
            if (node is { HostKey: null, Lost: false })
                problems.Add($"nodes[{index}].hostKey", $"is not set, so nothing proves that {node.SshHost ?? node.Address} is "
                    + $"{node.Name}. Pin it: `ssh-keyscan -t ed25519`.");
        }
        if (ssh.Bastion is { HostKey: null } bastion)
            problems.Add("ssh.bastion.hostKey", $"is not set, so nothing proves that {bastion.Host} is the bastion. Pin it: `ssh-keyscan "
                + "-t ed25519`.");
    }
}
