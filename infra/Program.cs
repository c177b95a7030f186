using Basecamp.Infra;

return await Pulumi.Deployment.RunAsync(BasecampProgram.DefineAsync);
