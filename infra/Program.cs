using Basecamp.Components.Configuration;
using Basecamp.Infra;
using Pulumi;

return await Pulumi.Deployment.RunAsync(async () =>
{
    try
    {
        return await BasecampProgram.DefineAsync();
    }
    catch (InvalidConfigurationException invalid)
    {
        // Pulumi prints this kind without a stack trace, so that people see their mistakes and nothing else.
        throw new RunException(invalid.Message);
    }
});
