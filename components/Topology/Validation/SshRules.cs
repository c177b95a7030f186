using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>How basecamp logs in.</summary>
static partial class SshRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Ssh is not { } ssh)
            return;
        var at = problems.At("ssh");
        Login(ssh.User, ssh.Port, ssh.PrivateKey, at);
        if (ssh.PrivateKeyPassword is not null && ssh.PrivateKey is null)
            at.Add("privateKeyPassword", "is set, but there is no `privateKey` to unlock; an SSH agent needs no passphrase. Set both or "
                + "remove it.");
        if (ssh.Bastion is not { } bastion)
            return;
        at = at.At("bastion");
        Login(bastion.User, bastion.Port, bastion.PrivateKey, at);
        if (!DnsNames.IsHost(bastion.Host))
            at.Add("host", $"is {Shown.Text(bastion.Host)}, but must be a DNS name or an IP address, without user and port (`user`, "
                + "`port`).");
        if (bastion.HostKey is { } key && SshKeyText.WhyNoHostKey(key) is { } reason)
            at.Add("hostKey", reason);
    }

    static void Login(string user, int port, Secret? privateKey, Problems at)
    {
        if (!UserName().IsMatch(user))
            at.Add("user", $"is {Shown.Text(user)}, but a Linux user is 1 to 32 letters, digits, `-`, `_` and `.`, beginning with a "
                + "letter or `_`.");
        if (!Ports.IsPort(port))
            at.Add("port", $"is {port}, but {Ports.Rule}. The default is 22.");
        if (privateKey is { IsPlaceholder: false } && SshKeyText.WhyNoPrivateKey(privateKey.Reveal()) is { } reason)
            at.Add("privateKey", reason);
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,31}\z")]
    private static partial Regex UserName();
}
