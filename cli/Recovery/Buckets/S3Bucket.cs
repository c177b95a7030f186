using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Buckets;

/// <summary>A bucket of an S3 store.</summary>
sealed class S3Bucket : IBucket, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    const int MostText = 1 << 20;

    readonly CopyStore store;
    readonly AmazonS3Client client;

    /// <summary>Opens it; nothing is sent yet.</summary>
    public S3Bucket(CopyStore store, BucketKeys keys)
    {
        this.store = store;
        client = new(new BasicAWSCredentials(keys.AccessKey, keys.SecretKey), new AmazonS3Config
        {
            ServiceURL = store.Url,
            AuthenticationRegion = store.Region,
            // Self-hosted stores have no host name per bucket, and do not know the newer checksums.
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 2,
            Timeout = Patience,
            HttpClientFactory = keys.CaCertificate is { } ca ? new TrustingFactory(ca) : null,
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = store.Bucket, Prefix = prefix, ContinuationToken = next };
            var page = await AskAsync(() => client.ListObjectsV2Async(request, cancellation));
            foreach (var each in page.S3Objects ?? [])
                yield return new(each.Key, each.Size ?? 0, each.LastModified is { } changed ? new(changed.ToUniversalTime()) : DateTimeOffset.MinValue);
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    /// <inheritdoc/>
    public async Task<string> ReadAsync(string name, CancellationToken cancellation)
    {
        using var answer = await AskAsync(() => client.GetObjectAsync(
            new GetObjectRequest { BucketName = store.Bucket, Key = name, ByteRange = new(0, MostText - 1) }, cancellation));
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadEndAsync(StoredObject stored, int bytes, CancellationToken cancellation)
    {
        using var answer = await AskAsync(() => client.GetObjectAsync(
            // Not a range from the end, which not every store understands.
            new GetObjectRequest { BucketName = store.Bucket, Key = stored.Name, ByteRange = new(Math.Max(0, stored.Bytes - bytes), stored.Bytes - 1) }, cancellation));
        using var buffer = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(buffer, cancellation);
        var all = buffer.ToArray();
        // A store that does not know ranges answers with everything.
        return all.Length <= bytes ? all : all[^bytes..];
    }

    /// <inheritdoc/>
    public async Task<bool?> KeepsVersionsAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = store.Bucket }, cancellation);
            return answer.VersioningConfig?.Status == VersionStatus.Enabled;
        }
        catch (AmazonServiceException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception exception)
        {
            throw new BucketException($"{store.Url} refuses the bucket {store.Bucket}: {ReasonOf(exception)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or AmazonServiceException or TimeoutException or AmazonClientException or IOException)
        {
            throw new BucketException($"{store.Url} cannot be reached: {Innermost(exception)} Check `{store.Settings}`, and that this machine is in a network that reaches the store.");
        }
    }

    string ReasonOf(AmazonS3Exception exception) => exception switch
    {
        { ErrorCode: "NoSuchBucket" } => "it does not exist. Create it, or correct its name in the stack file.",
        { StatusCode: HttpStatusCode.Forbidden } => $"the keys of `{store.Settings}` may not read it, or are wrong.",
        _ => $"{exception.ErrorCode} ({(int)exception.StatusCode}).",
    };

    static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message.TrimEnd('.') + ".";
    }

    // Trusts one authority, the store's own, and no other.
    sealed class TrustingFactory(string pem) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var root = X509Certificate2.CreateFromPem(pem);
            var handler = new SocketsHttpHandler();
            handler.SslOptions.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            };
            return new(handler);
        }

        public override string GetConfigUniqueString(IClientConfig clientConfig) =>
            Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(pem)));
    }
}
