namespace Pulumi.Testing;

/// <summary>What the program under test believes to run as.</summary>
public class TestOptions
{
    /// <summary>Default: "project".</summary>
    public string? ProjectName { get; set; }

    /// <summary>Directory of Pulumi.yaml. Default null: asking for it is an error.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>Default: "stack".</summary>
    public string? StackName { get; set; }

    /// <summary>Default: true, so outputs a mock does not return are unknown.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>Default: "organization".</summary>
    public string? OrganizationName { get; set; }
}
