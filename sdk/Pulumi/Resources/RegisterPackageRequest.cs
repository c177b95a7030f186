namespace Pulumi;

/// <summary>
/// Names the package of a parameterized provider. Mocks have no packages, so it changes nothing here; it exists because
/// overloads that take it decide which calls compile.
/// </summary>
public sealed class RegisterPackageRequest
{
    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums = null,
        PackageParameterization? parameterization = null,
        PackageParameterization? extension = null)
    {
        Name = name;
        Version = version;
        DownloadUrl = downloadUrl ?? "";
        Checksums = checksums ?? [];
        Parameterization = parameterization;
        Extension = extension;
    }

    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums,
        PackageParameterization? parameterization)
        : this(name, version, downloadUrl, checksums, parameterization, extension: null)
    {
    }

    public string Name { get; }

    public string Version { get; }

    public string DownloadUrl { get; }

    public Dictionary<string, byte[]> Checksums { get; }

    public PackageParameterization? Parameterization { get; }

    public PackageParameterization? Extension { get; }

    /// <summary>What makes a package out of a provider that serves many.</summary>
    public sealed class PackageParameterization(string name, string version, byte[] value)
    {
        public string Name { get; } = name;

        public string Version { get; } = version;

        public byte[] Value { get; } = value;
    }
}
