using System.Globalization;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Declared;

/// <summary>The few fields of an object whose change by hand breaks an app. All others are drift's business.</summary>
static class Differences
{
    public static IEnumerable<string> Of(KubernetesObject declared, KubernetesObject living)
    {
        switch (declared.Kind)
        {
            case "Service":
                foreach (var port in declared.Maps("spec", "ports"))
                    if (living.Maps("spec", "ports").FirstOrDefault(each => each.Number("port") == port.Number("port")) is not { } other)
                        yield return $"port {Text(port.At("port"))} is gone";
                    else if (port.At("targetPort") is { } target && Text(other.At("targetPort")) != Text(target))
                        yield return $"targetPort of port {Text(port.At("port"))} is {Text(other.At("targetPort"))}, declared {Text(target)}";
                if (Pairs(declared, "spec", "selector") is { Length: > 0 } selector && Pairs(living, "spec", "selector") != selector)
                    yield return $"selector is {Pairs(living, "spec", "selector")}, declared {selector}";
                break;
            case "Ingress":
                var hosts = living.Maps("spec", "rules").Select(rule => rule.Text("host")).ToHashSet(StringComparer.Ordinal);
                foreach (var host in declared.Maps("spec", "rules").Select(rule => rule.Text("host")).Where(host => host is not null && !hosts.Contains(host)))
                    yield return $"host {host} is gone";
                break;
            case "Deployment" or "StatefulSet" or "DaemonSet":
                foreach (var container in declared.Maps("spec", "template", "spec", "containers"))
                {
                    var other = living.Maps("spec", "template", "spec", "containers").FirstOrDefault(each => each.Text("name") == container.Text("name"));
                    if (other is not null && container.Text("image") is { } image && other.Text("image") != image)
                        yield return $"image of {container.Text("name")} is {other.Text("image")}, declared {image}";
                }
                break;
            default:
                break;
        }
    }

    static string Pairs(KubernetesObject each, params ReadOnlySpan<string> path) =>
        string.Join(',', each.Body.TextMap(path).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    static string Text(object? value) => value is double number ? number.ToString(CultureInfo.InvariantCulture) : value as string ?? "none";
}
