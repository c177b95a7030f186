using System.Security.Cryptography;
using System.Text;

namespace Basecamp.Cli.Recovery.Secrets;

/// <summary>Decrypts what a stack with a passphrase encrypts: values of its file and of its exported state.</summary>
/// <remarks>
/// As Pulumi does: PBKDF2-SHA256 of a million rounds makes the key, AES-256-GCM encrypts with a nonce of 12 bytes and the tag behind the text
/// (pulumi/pulumi: sdk/go/common/resource/config/crypt.go, pkg/secrets/passphrase/manager.go).
/// </remarks>
sealed class PassphraseSecrets : IDisposable
{
    const string Version = "v1";
    const string Known = "pulumi";
    const int Rounds = 1_000_000;
    const int KeyBytes = 32;
    const int TagBytes = 16;

    readonly AesGcm cipher;

    PassphraseSecrets(AesGcm cipher) => this.cipher = cipher;

    /// <summary>Opens the secrets.</summary>
    /// <param name="salt">The <c>encryptionsalt</c> of a stack file, or the salt of an export: it also holds a known text, encrypted.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <returns>Null when the passphrase is not the one of the salt.</returns>
    /// <exception cref="FormatException">The salt is not one.</exception>
    public static PassphraseSecrets? TryOpen(string salt, string passphrase)
    {
        if (salt.Split(':', 3) is not [Version, var bytes, var proof])
            throw new FormatException($"The salt does not start with '{Version}:' and two further parts.");
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, Convert.FromBase64String(bytes), Rounds, HashAlgorithmName.SHA256, KeyBytes);
        var secrets = new PassphraseSecrets(new(key, TagBytes));
        CryptographicOperations.ZeroMemory(key);
        try
        {
            if (secrets.Decrypt(proof) == Known)
                return secrets;
        }
        catch (CryptographicException)
        {
            // Another passphrase: the tag does not fit.
        }
        secrets.Dispose();
        return null;
    }

    /// <summary>The text of an encrypted value, <c>v1:nonce:text</c>.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    /// <exception cref="CryptographicException">It was encrypted with another key, or changed.</exception>
    public string Decrypt(string value)
    {
        if (value.Split(':') is not [Version, var nonce, var body])
            throw new FormatException($"An encrypted value is '{Version}:nonce:text'.");
        var (iv, sealedText) = (Convert.FromBase64String(nonce), Convert.FromBase64String(body));
        if (sealedText.Length < TagBytes)
            throw new FormatException("The encrypted value was cut.");
        var plain = new byte[sealedText.Length - TagBytes];
        cipher.Decrypt(iv, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();
}
