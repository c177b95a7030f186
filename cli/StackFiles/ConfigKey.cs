namespace Basecamp.Cli.StackFiles;

/// <summary>Config keys as programs see them.</summary>
static class ConfigKey
{
    /// <summary><c>namespace:name</c>: a bare key belongs to the project; the legacy <c>namespace:config:name</c> is shortened.</summary>
    public static string Full(string key, string project) => key.Split(':') switch
    {
        [var name] => $"{project}:{name}",
        [var space, "config", var name] => $"{space}:{name}",
        _ => key,
    };
}
