return await Pulumi.Deployment.RunAsync(Basecamp.Infra.BasecampProgram.DefineAsync);
