namespace Pulumi;

/// <summary>One blob of data.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(object value)
        : base(value)
    {
    }
}

/// <summary>The content of a local file.</summary>
public sealed class FileAsset(string path) : Asset(path);

/// <summary>A text given in the program.</summary>
public sealed class StringAsset(string text) : Asset(text);

/// <summary>The content found at a URI (http, https or file).</summary>
public sealed class RemoteAsset(string uri) : Asset(uri);

/// <summary>Takes the place of an asset that could not be read from a resource's state.</summary>
sealed class InvalidAsset() : Asset("");
