namespace Pulumi.Generated;

/// <summary>Environment variables that generated arguments take their defaults from; null when unset.</summary>
static class Variables
{
    public static Input<string>? Text(string name) => Environment.GetEnvironmentVariable(name) is { } text ? (Input<string>)text : null;

    public static Input<bool>? Flag(string name) => Environment.GetEnvironmentVariable(name) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
