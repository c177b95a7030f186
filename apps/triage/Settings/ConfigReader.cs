using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Basecamp.Triage.Settings;

/// <summary>A configuration document that cannot be applied; every error found, one per line.</summary>
sealed class ConfigException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors => errors;
}

/// <summary>Reads a configuration document, YAML or JSON. Unknown keys are errors: a typo must not switch paging off.</summary>
static class ConfigReader
{
    /// <exception cref="ConfigException">It is not readable, or not valid.</exception>
    public static TriageConfig Read(string yaml)
    {
        TriageConfig config;
        try
        {
            config = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build()
                .Deserialize<TriageConfig>(yaml) ?? new();
        }
        catch (YamlException e)
        {
            throw new ConfigException([$"line {e.Start.Line}, column {e.Start.Column}: {e.InnerException?.Message ?? e.Message}"]);
        }
        var errors = ConfigValidator.Validate(config).ToList();
        return errors.Count == 0 ? config : throw new ConfigException(errors);
    }
}
