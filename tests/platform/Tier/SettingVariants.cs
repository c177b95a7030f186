using System.Reflection;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;
using Basecamp.Infra.Platform;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Settings that differ from <see cref="Everything"/> in one place: a section or list gone, a switch turned, another choice.</summary>
static class SettingVariants
{
    /// <summary>Name of the change and the settings.</summary>
    public static IEnumerable<(string Change, JsonObject Json)> All()
    {
        yield return ("nothing", Everything.Json());
        foreach (var (path, value) in Changes(typeof(PlatformSettings), Everything.Json(), []))
        {
            var changed = Everything.Json();
            var parent = path[..^1].Aggregate((JsonNode)changed, (node, key) => node[key]!);
            if (value is null)
                ((JsonObject)parent).Remove(path[^1]);
            else
                parent[path[^1]] = value;
            yield return ($"{string.Join('.', path)} = {value?.ToJsonString() ?? "unset"}", changed);
        }
    }

    static IEnumerable<(List<string> Path, JsonNode? Value)> Changes(Type section, JsonObject json, List<string> path)
    {
        foreach (var setting in ConfigurationNames.SettingsOf(section))
        {
            var name = ConfigurationNames.Of(setting);
            List<string> here = [.. path, name];
            foreach (var change in ChangesOf(setting, json, name, here))
                yield return change;
        }
    }

    static IEnumerable<(List<string>, JsonNode?)> ChangesOf(PropertyInfo setting, JsonObject json, string name, List<string> here)
    {
        var type = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
        if (type == typeof(bool))
        {
            yield return (here, true);
            yield return (here, false);
        }
        else if (type.IsEnum)
        {
            foreach (var choice in ConfigurationNames.ValuesOf(type))
                yield return (here, choice);
        }
        else if (json.ContainsKey(name))
        {
            if (!setting.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)))
                yield return (here, null);
            if (json[name] is JsonObject below && type.IsClass && !type.IsGenericType && type != typeof(string))
                foreach (var change in Changes(type, below, here))
                    yield return change;
        }
    }
}
