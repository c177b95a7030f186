using Basecamp.Tests;

namespace Basecamp.Components.Tests.Configuration;

/// <summary>Compares a result with a file in this repository. With BASECAMP_APPROVE=1 the file is written instead, for review.</summary>
static class Approved
{
    public static void Equal(string path, string actual)
    {
        var file = RepositoryFiles.PathOf(path);
        if (Environment.GetEnvironmentVariable("BASECAMP_APPROVE") == "1")
            File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{path} does not exist. Run the tests with BASECAMP_APPROVE=1 and review it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
