using Basecamp.Components.ObjectStore;

namespace Basecamp.Platform.Tests;

/// <summary>Object stores that tests use.</summary>
static class GivenStores
{
    public const string AccessKey = "AKIA-TEST-ACCESS";
    public const string SecretKey = "test-secret-key";

    /// <summary>Texts that must never be in a rendered file.</summary>
    public static readonly string[] Secrets = [AccessKey, SecretKey];

    public static readonly ExternalStoreSpec NasSpec = new()
    {
        Endpoint = "192.168.1.5:9000",
        Insecure = true,
        AccessKey = new(AccessKey),
        SecretKey = new(SecretKey),
    };

    /// <summary>A store in the home network, by address. Outputs need a running program: call inside of one.</summary>
    public static S3Target Nas() => Of(NasSpec);

    /// <summary>A store on the internet.</summary>
    public static S3Target Cloud() => Of(NasSpec with { Endpoint = "s3.example.org", Insecure = false });

    public static S3Target Of(ExternalStoreSpec spec) => ObjectStores.Of(new() { External = spec }, "ha").External!;
}
