using System.Security.Cryptography;
using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Recovery.Secrets;

/// <summary>The keys of stores, from the stack files that name them.</summary>
sealed class StoreKeys : IDisposable
{
    static readonly string[] Below = ["basecamp:platformStack", "basecamp:homelabStack"];

    readonly string? passphrase;
    readonly IReadOnlyList<StackFile> files;
    // Opening one costs a million rounds of a hash.
    readonly Dictionary<string, PassphraseSecrets?> opened = new(StringComparer.Ordinal);

    StoreKeys(IReadOnlyList<StackFile> files, string? passphrase) => (this.files, this.passphrase) = (files, passphrase);

    /// <summary>Looks for keys in a stack's file, and in those of the stacks that it builds on.</summary>
    /// <param name="file">The stack's file.</param>
    /// <param name="passphrase">What the files are encrypted with; null when nobody gave it.</param>
    public static StoreKeys Of(StackFile file, string? passphrase)
    {
        var names = Below.Select(key => file.Config.GetValueOrDefault(key)).OfType<string>().Select(StackFileName.Short).Distinct(StringComparer.Ordinal);
        var below = names.Where(name => File.Exists(Path.Combine(file.StackDirectory, StackFileName.Of(name))))
            .Select(name => StackFileReader.Read(file.StackDirectory, name, null));
        return new([file, .. below], passphrase);
    }

    /// <summary>The keys below a setting, e.g. <c>basecamp:platform.objectStore.external</c>.</summary>
    /// <exception cref="BucketException">They cannot be had: the message says why.</exception>
    public BucketKeys At(string settings)
    {
        var file = files.FirstOrDefault(each => each.NodeAt(settings) is not null)
            ?? throw new BucketException($"no stack file here has `{settings}`, with the keys of the store.");
        return new(Text(file, $"{settings}.accessKey"), Text(file, $"{settings}.secretKey"),
            file.NodeAt($"{settings}.caCertificate") is YamlScalar { Text.Length: > 0 } ca ? ca.Text : null);
    }

    string Text(StackFile file, string path) => file.NodeAt(path) switch
    {
        YamlScalar scalar => scalar.Text,
        YamlMap map when map.Find("secure")?.Value is YamlScalar encrypted => Decrypt(file, path, encrypted.Text),
        _ => throw new BucketException($"`{path}` is missing in {file.Shown}."),
    };

    string Decrypt(StackFile file, string path, string encrypted)
    {
        if (file.EncryptionSalt is not { } salt)
            throw new BucketException($"{file.Shown} is not encrypted with a passphrase, so `{path}` can only be read by its secrets provider.");
        if (passphrase is null)
            throw new BucketException($"the keys in {file.Shown} are encrypted. {Passphrase.HowTo}");
        try
        {
            if (!opened.TryGetValue(salt, out var secrets))
                opened[salt] = secrets = PassphraseSecrets.TryOpen(salt, passphrase);
            return secrets?.Decrypt(encrypted) ?? throw new BucketException($"the passphrase does not decrypt {file.Shown}.");
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new BucketException($"`{path}` in {file.Shown} cannot be decrypted: it was damaged, or encrypted for another stack. Set it again with `pulumi config set --secret --path`.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var secrets in opened.Values)
            secrets?.Dispose();
    }
}
