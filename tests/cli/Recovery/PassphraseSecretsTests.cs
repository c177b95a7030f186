using System.Security.Cryptography;
using Basecamp.Cli.Recovery.Secrets;
using static Basecamp.Cli.Tests.Recovery.RecoveryRoom;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>Decrypting what Pulumi encrypted. Salt and value were made by Pulumi 3.259 for these tests.</summary>
public class PassphraseSecretsTests
{
    [Fact]
    public void Reads_what_Pulumi_wrote()
    {
        using var secrets = PassphraseSecrets.TryOpen(Salt, Words);
        Assert.Equal(Secret, secrets!.Decrypt(Encrypted));
    }

    [Fact]
    public void Another_passphrase_opens_nothing() => Assert.Null(PassphraseSecrets.TryOpen(Salt, "another"));

    [Theory]
    [InlineData("v1:f7qksMbzhD3uWSHb:KRV2DG2AhT8u0g10i8bvLFqvqTCZzw==")]
    [InlineData("v1:f7qksMbzhD3uWSHc:KRV2DG2AhT8u0g10i8bvLFqvqTCZzg==")]
    public void A_value_that_was_changed_is_not_read(string value)
    {
        using var secrets = PassphraseSecrets.TryOpen(Salt, Words);
        Assert.ThrowsAny<CryptographicException>(() => secrets!.Decrypt(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2:f7qksMbzhD3uWSHb:KRV2DG2AhT8u0g10i8bvLFqvqTCZzg==")]
    [InlineData("v1:f7qksMbzhD3uWSHb:KRV2")]
    [InlineData("v1:not base64:KRV2DG2AhT8u0g10i8bvLFqvqTCZzg==")]
    public void What_is_no_encrypted_value_is_told_apart(string value)
    {
        using var secrets = PassphraseSecrets.TryOpen(Salt, Words);
        Assert.Throws<FormatException>(() => secrets!.Decrypt(value));
    }

    [Fact]
    public void The_passphrase_is_taken_from_where_Pulumi_takes_it()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Words + "\n");
        Assert.Equal("given", Passphrase.Of(name => name == "PULUMI_CONFIG_PASSPHRASE" ? "given" : file));
        Assert.Equal(Words, Passphrase.Of(name => name == "PULUMI_CONFIG_PASSPHRASE_FILE" ? file : null));
        Assert.Null(Passphrase.Of(_ => null));
        File.Delete(file);
    }
}
