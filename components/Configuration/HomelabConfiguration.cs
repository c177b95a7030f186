using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Configuration;

/// <summary>Reads the homelab's topology from a stack's configuration: the value of <c>basecamp:homelab</c> as JSON.</summary>
/// <remarks>
/// First the form is checked (names, types, required settings), then the topology as a whole (<see cref="TopologyValidation"/>): rules
/// about values that could not be read would only add misleading findings.
/// </remarks>
public static class HomelabConfiguration
{
    /// <summary>Path that findings start with unless the caller says otherwise: the configuration key in a stack file.</summary>
    public const string DefaultRootPath = "basecamp:homelab";

    // A key given twice is a mistake in a stack file; the last one must not silently win.
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The validated topology.</summary>
    /// <param name="json">The configuration value; secrets in it are decrypted, or <see cref="Secret.Placeholder"/> when offline.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    /// <exception cref="InvalidConfigurationException">Anything is wrong; it lists every finding.</exception>
    public static HomelabTopology Parse(string json, string rootPath = DefaultRootPath) =>
        TryParse(json, out var topology, out var problems, rootPath) ? topology : throw new InvalidConfigurationException(problems);

    /// <summary>Like <see cref="Parse"/>, but hands the findings back instead of throwing.</summary>
    /// <returns>True when <paramref name="topology"/> is valid and <paramref name="problems"/> is empty.</returns>
    public static bool TryParse(
        string json,
        [NotNullWhen(true)] out HomelabTopology? topology,
        out IReadOnlyList<Problem> problems,
        string rootPath = DefaultRootPath)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            // The parser's message quotes the text around the error, which may be a secret.
            topology = null;
            problems = [new(rootPath, "is not JSON, or holds a key twice. Write it as structured configuration: keys indented below "
                + "`basecamp:homelab:`.")];
            return false;
        }
        using (document)
            return TryParse(document.RootElement, out topology, out problems, rootPath);
    }

    static bool TryParse(
        JsonElement json, [NotNullWhen(true)] out HomelabTopology? topology, out IReadOnlyList<Problem> problems, string rootPath)
    {
        var form = new Problems(rootPath);
        topology = (HomelabTopology?)SectionBinder.Bind(typeof(HomelabTopology), json, form);
        problems = topology is null ? form.All : TopologyValidation.Validate(topology, rootPath);
        if (problems.Count > 0)
            topology = null;
        return topology is not null;
    }
}
