namespace Basecamp.Cli.Recovery.Buckets;

/// <summary>What it takes to read a bucket. Its text form shows none of it.</summary>
/// <param name="AccessKey">Access key.</param>
/// <param name="SecretKey">Secret key.</param>
/// <param name="CaCertificate">PEM of the authority that signed the store's certificate; null for a public one.</param>
sealed record BucketKeys(string AccessKey, string SecretKey, string? CaCertificate)
{
    /// <inheritdoc/>
    public override string ToString() => "[secret]";
}
