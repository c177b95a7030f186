namespace Basecamp.Cli;

/// <summary>What the process returns; part of the command's contract, see docs/cli.md.</summary>
static class ExitCode
{
    /// <summary>Done, nothing to complain about.</summary>
    public const int Fine = 0;

    /// <summary>The stack is not fit: invalid config, a guardrail finding, rendered files out of date, or a dangerous
    /// change.</summary>
    public const int Unfit = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The program or basecamp itself failed.</summary>
    public const int Internal = 3;

    /// <summary>Stopped by Ctrl-C, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>The table that every <c>--help</c> ends with.</summary>
    public const string Help =
        """
        Exit codes:
          0    fine
          1    invalid config, a guardrail finding, rendered files out of date, or a dangerous change
          2    wrong command line
          3    the program failed
          130  interrupted
        """;
}
