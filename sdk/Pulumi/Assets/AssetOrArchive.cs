namespace Pulumi;

/// <summary>A file, text or archive that travels as an argument.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    internal object Value { get; }
}
