using System.Buffers.Binary;
using System.Text;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>SSH keys as OpenSSH writes them. Private keys are never repeated in messages.</summary>
static class SshKeyText
{
    const string HowTo = "Write the type and the key, such as \"ssh-ed25519 AAAA…\" (`ssh-keyscan -t ed25519 HOST` prints it after the "
        + "host).";

    static readonly string[] Types = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

    /// <summary>Why <paramref name="text"/> is not a host key, or null when it is. A comment after the key is allowed.</summary>
    public static string? WhyNoHostKey(string text)
    {
        if (PemText.IsSshPrivateKey(text) || text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return $"is a private key; the host key is the public one. Treat that private key as leaked. {HowTo}";
        if (text.StartsWith("SHA256:", StringComparison.Ordinal) || text.StartsWith("MD5:", StringComparison.Ordinal))
            return $"is {Shown.Text(text)}, a fingerprint. {HowTo}";
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && !Types.Contains(words[0]) && Types.Contains(words[1]))
            return $"begins with {Shown.Text(words[0])}: that is a line of known_hosts. Leave out the host. {HowTo}";
        if (words.Length < 2 || !Types.Contains(words[0]) || text.Contains('\n', StringComparison.Ordinal))
            return $"is {Shown.Text(text)}, which is not a host key. {HowTo}";
        if (words[0] == "ssh-rsa")
            return "is an RSA key, which cannot be used: for this type of key Pulumi's provider asks for an ssh-rsa (SHA-1) signature, which OpenSSH 8.8 and later "
                + $"refuse. {HowTo}";
        return TypeInside(words[1]) == words[0] ? null : $"is {Shown.Text(text)}, whose second word is not an {words[0]} key; it may be cut "
            + $"short. {HowTo}";
    }

    /// <summary>Why <paramref name="text"/> is not a private key, or null when it is. Nothing of it is repeated.</summary>
    public static string? WhyNoPrivateKey(string text)
    {
        const string Fix = "Paste the private key itself: `pulumi config set --secret --path … < ~/.ssh/id_ed25519`.";
        if (PemText.IsSshPrivateKey(text))
            return null;
        if (text.StartsWith("PuTTY-User-Key-File", StringComparison.Ordinal))
            return "is a PuTTY key. Convert it with `puttygen key.ppk -O private-openssh`.";
        if (Types.Any(type => text.StartsWith($"{type} ", StringComparison.Ordinal)))
            return $"is a public key. {Fix}";
        return text.StartsWith('/') || text.StartsWith('~') ? $"is the path of a file. {Fix}" : "is not a PEM or OpenSSH private key. "
            + $"{Fix}";
    }

    /// <summary>
    /// The key's own type: its base64 holds it as a string with a length in front (RFC 4253, 6.6). Null when it does not.
    /// </summary>
    static string? TypeInside(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < 4)
            return null;
        var typeLength = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        // After the type comes at least the key, 32 bytes for the shortest kind.
        return typeLength + 4 + 4 + 32 <= length ? Encoding.ASCII.GetString(bytes, 4, (int)typeLength) : null;
    }
}
