using Basecamp.Components.Configuration;
using Basecamp.Infra;
using Basecamp.Infra.Platform.Definitions;
using Pulumi;

return await Pulumi.Deployment.RunAsync(async () =>
{
    try
    {
        using var downloads = new DefinitionDownloads();
        return await BasecampProgram.DefineAsync(
            ConfigKeys.OfProcess(), DefinitionCharts.Of(ProjectDirectory.Current, Environment.CurrentDirectory, downloads));
    }
    catch (Exception failed) when (failed is HttpRequestException or InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
    {
        throw new RunException(failed.Message);
    }
    catch (InvalidConfigurationException invalid)
    {
        // Pulumi prints this kind without a stack trace, so that people see their mistakes and nothing else.
        throw new RunException(invalid.Message);
    }
});
