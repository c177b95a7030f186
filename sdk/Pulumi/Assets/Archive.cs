using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A collection of named assets.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(object value)
        : base(value)
    {
    }
}

/// <summary>An archive assembled in the program.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(assets.ToImmutableDictionary());

/// <summary>A local archive file or directory.</summary>
public sealed class FileArchive(string path) : Archive(path);

/// <summary>An archive found at a URI (http, https or file).</summary>
public sealed class RemoteArchive(string uri) : Archive(uri);

/// <summary>Takes the place of an archive that could not be read from a resource's state.</summary>
sealed class InvalidArchive() : Archive(ImmutableDictionary<string, AssetOrArchive>.Empty);
