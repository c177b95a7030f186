using System.Collections;

namespace Basecamp.Components.Configuration;

/// <summary>Finds the settings of a secret type that a record holds a value for.</summary>
public static class SecretSettings
{
    /// <summary>Every secret with its path, in the order of the settings.</summary>
    /// <param name="settings">A record that was read from a stack's configuration.</param>
    /// <param name="rootPath">Path that the settings' paths start with, e.g. <c>basecamp:homelab</c>.</param>
    public static IEnumerable<(string Path, Secret Secret)> In(object settings, string rootPath)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings switch
        {
            Secret secret => [(rootPath, secret)],
            string or FreeMap => [],
            IDictionary map => map.Keys.Cast<string>().SelectMany(key => In(map[key]!, Below(rootPath, ConfigurationNames.EntryPath(key)))),
            IEnumerable list => list.Cast<object>().SelectMany((entry, index) => In(entry, $"{rootPath}[{index}]")),
            _ when settings.GetType().Assembly == typeof(object).Assembly || settings is Enum => [],
            _ => ConfigurationNames.SettingsOf(settings.GetType()).SelectMany(setting =>
                setting.GetValue(settings) is { } value ? In(value, Below(rootPath, ConfigurationNames.Of(setting))) : []),
        };
    }

    static string Below(string path, string name) => name.StartsWith('[') ? path + name : $"{path}.{name}";
}
