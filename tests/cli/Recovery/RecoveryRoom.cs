using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>The stack ha with secrets that its passphrase decrypts, buckets in memory, and a clock that stands still.</summary>
sealed class RecoveryRoom(params (string Old, string New)[] edits) : IDisposable
{
    /// <summary>The stack's passphrase.</summary>
    public const string Words = "a-long-passphrase";

    /// <summary>What the passphrase is checked against, as Pulumi 3.259 wrote it.</summary>
    public const string Salt = "v1:1RAbRz6quQI=:v1:KP23N0dy959ugNKH:nhCK+ddLijGacsSMieRwdCSUl2w6BQ==";

    /// <summary>What is behind every secret of the file.</summary>
    public const string Secret = "S3RVER";

    /// <summary><see cref="Secret"/>, as Pulumi 3.259 encrypted it.</summary>
    public const string Encrypted = "v1:f7qksMbzhD3uWSHb:KRV2DG2AhT8u0g10i8bvLFqvqTCZzg==";

    /// <summary>The time.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    // The shipped file's secrets cannot be decrypted by anybody.
    readonly HaStack ha = new(
    [
        ("v1:l26YEQOoVLY=:v1:ijErHJkmTAwEi8/T:1YPXP/0pxGtOfgnV6/1MXHXn3USV/C5BqohKT0zlpmaUqWkBrXxOkcXal4QBCCNi", Salt),
        ("v1:ijErHJkmTAwEi8/T:1YPXP/0pxGtOfgnV6/1MXHXn3USV/C5BqohKT0zlpmaUqWkBrXxOkcXal4QBCCNi", Encrypted),
        ("v1:YdIO7hw0sRvOu9YL:vSacL+J+5ISKqa1XYkE8uf4fwuw53vtRGzV4zKC8+rgN8ZYOjwwtxBb7P63KDn/UtJikKXu1jEU=", Encrypted),
        .. edits,
    ]);

    /// <summary>The buckets by name.</summary>
    public Dictionary<string, MemoryBucket> Buckets { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the stack is.</summary>
    public string Root => ha.Root;

    /// <summary>Runs a command below <c>dr</c>.</summary>
    /// <param name="args">The command line after <c>dr</c>; the stack is added.</param>
    /// <param name="passphrase">The passphrase in the environment; null for none.</param>
    /// <param name="open">Opens a bucket. Default those of <see cref="Buckets"/>.</param>
    public async Task<CliResult> Run(IEnumerable<string> args, string? passphrase = Words, Func<CopyStore, BucketKeys, IBucket>? open = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await BasecampCli.RunAsync(["dr", .. args, "--stack", "ha"], new()
        {
            Output = output,
            Error = error,
            Directory = Root,
            Variable = name => name == "PULUMI_CONFIG_PASSPHRASE" ? passphrase : null,
            Bucket = open ?? ((store, _) => Buckets.GetValueOrDefault(store.Bucket) ?? throw new BucketException($"no bucket {store.Bucket}")),
            Clock = new StoppedClock(),
        });
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => ha.Dispose();

    sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
