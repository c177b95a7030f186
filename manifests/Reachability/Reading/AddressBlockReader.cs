using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads a CIDR with its exceptions.</summary>
static class AddressBlockReader
{
    public static AddressSet? Read(ManifestReader reader)
    {
        var cidr = reader.Text("cidr");
        var exceptions = reader.Texts("except") ?? [];
        reader.NothingElse();
        if (cidr is null || !cidr.Contains('/') || AddressSet.TryParse(cidr) is not { } block)
        {
            reader.Problem("cidr", $"is '{cidr}'. It must be a CIDR such as 10.0.0.0/8.");
            return null;
        }
        var rest = block;
        foreach (var exception in exceptions)
        {
            if (!exception.Contains('/') || AddressSet.TryParse(exception) is not { } hole || !hole.IsSubsetOf(block))
                reader.Problem("except", $"'{exception}' is not a CIDR within {cidr}.");
            else
                rest = rest.Subtract(hole);
        }
        return rest;
    }
}
