namespace Basecamp.Cli.StackFiles;

/// <summary>Who applies a stack, as its file says.</summary>
static class Delivery
{
    /// <summary>The config key.</summary>
    public const string Key = "basecamp:delivery";

    /// <summary>What it is where the file says nothing.</summary>
    public const string Default = "pulumi";

    /// <summary>The stack as somebody else would apply it.</summary>
    public static StackFile By(StackFile file, string owner)
    {
        if (file.Config.GetValueOrDefault(Key, Default) == owner && !file.Config.ContainsKey("basecamp:handover"))
            return file;
        var config = file.Config.Where(pair => pair.Key != "basecamp:handover").ToDictionary(StringComparer.Ordinal);
        config[Key] = owner;
        return file with { Config = config };
    }
}
