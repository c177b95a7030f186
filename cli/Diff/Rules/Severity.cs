namespace Basecamp.Cli.Diff.Rules;

/// <summary>How much attention a change needs.</summary>
enum Severity
{
    /// <summary>Good to know.</summary>
    Notice,

    /// <summary>Less safe or less available than before, or needs a look.</summary>
    Caution,

    /// <summary>May lose data, cause an outage, or open something that was closed.</summary>
    Danger,
}
