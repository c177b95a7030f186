using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Basecamp.Testing;

/// <summary>Made-up outputs of providers: the inputs echoed, plus what each provider would compute. Equal for equal programs.</summary>
sealed class ProviderAnswers(RecordingOptions options)
{
    const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The state of <paramref name="resource"/>.</summary>
    public Dictionary<string, object?> For(MockedResource resource)
    {
        var state = resource.Inputs.ToDictionary(pair => pair.Key, object? (pair) => pair.Value);
        foreach (var (key, value) in BuiltIn(resource))
            state[key] = value;
        if (options.Mocks.TryGetValue(resource.Type, out var mock))
        {
            foreach (var (key, value) in mock(resource))
                state[key] = value;
        }
        return state;
    }

    Dictionary<string, object?> BuiltIn(MockedResource resource) => resource.Type switch
    {
        "pulumi:pulumi:StackReference" => StackReference(resource),
        "random:index/randomPassword:RandomPassword" => new()
        {
            ["result"] = Text(resource, Number(resource, "length", 32)),
            ["bcryptHash"] = $"$2a$10${Text(resource, 53)}",
        },
        "random:index/randomString:RandomString" => new() { ["result"] = Text(resource, Number(resource, "length", 32)) },
        "random:index/randomUuid:RandomUuid" => new() { ["result"] = new Guid(Bytes(resource, 16)).ToString() },
        "random:index/randomId:RandomId" => Id(Bytes(resource, Number(resource, "byteLength", 8)), resource),
        "random:index/randomBytes:RandomBytes" => RandomBytes(Bytes(resource, Number(resource, "length", 32))),
        "command:remote:Command" or "command:local:Command" => new() { ["stdout"] = "", ["stderr"] = "" },
        "kubernetes:helm.sh/v3:Release" => HelmRelease(resource),
        _ when resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) => RecordedObject(resource),
        _ => [],
    };

    // Without secretOutputNames every read of an output dies inside Pulumi with a NullReferenceException.
    Dictionary<string, object?> StackReference(MockedResource resource)
    {
        var name = resource.Inputs.TryGetValue("name", out var given) && given is string text ? text : resource.Name;
        var outputs = options.StackReferences.TryGetValue(name, out var known)
            ? known.Where(pair => pair.Value is not null).ToImmutableDictionary(pair => pair.Key, pair => pair.Value!)
            : ImmutableDictionary<string, object>.Empty;
        return new() { ["name"] = name, ["outputs"] = outputs, ["secretOutputNames"] = ImmutableArray<object>.Empty };
    }

    static Dictionary<string, object?> HelmRelease(MockedResource resource)
    {
        var name = resource.Inputs.GetValueOrDefault("name") ?? resource.Name;
        var status = ImmutableDictionary<string, object>.Empty
            .Add("name", name)
            .Add("namespace", resource.Inputs.GetValueOrDefault("namespace") ?? "default")
            .Add("status", "deployed");
        return new() { ["name"] = name, ["status"] = status };
    }

    // The provider names an object after the resource (plus a random suffix, left out here) when metadata.name is not set.
    static Dictionary<string, object?> RecordedObject(MockedResource resource)
    {
        var metadata = resource.Inputs.GetValueOrDefault("metadata") as ImmutableDictionary<string, object>
            ?? ImmutableDictionary<string, object>.Empty;
        return metadata.ContainsKey("name") ? [] : new() { ["metadata"] = metadata.Add("name", resource.Name) };
    }

    static Dictionary<string, object?> Id(byte[] bytes, MockedResource resource)
    {
        var prefix = resource.Inputs.GetValueOrDefault("prefix") as string ?? "";
        var base64 = Convert.ToBase64String(bytes);
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return new()
        {
            ["hex"] = prefix + Convert.ToHexStringLower(bytes),
            ["dec"] = prefix + number.ToString(CultureInfo.InvariantCulture),
            ["b64Std"] = prefix + base64,
            ["b64Url"] = prefix + base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        };
    }

    static Dictionary<string, object?> RandomBytes(byte[] bytes) =>
        new() { ["hex"] = Convert.ToHexStringLower(bytes), ["base64"] = Convert.ToBase64String(bytes) };

    static int Number(MockedResource resource, string input, int otherwise) =>
        resource.Inputs.GetValueOrDefault(input) is double number ? (int)number : otherwise;

    static string Text(MockedResource resource, int length) =>
        string.Concat(Bytes(resource, length).Select(value => Alphanumeric[value % Alphanumeric.Length]));

    // A hash chain over the identity: looks random, so that leaked "passwords" are recognized, and never changes.
    static byte[] Bytes(MockedResource resource, int count)
    {
        var bytes = new byte[count];
        var block = SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Type}\n{resource.Name}"));
        for (var position = 0; position < count; position += block.Length)
        {
            block.AsSpan(0, Math.Min(block.Length, count - position)).CopyTo(bytes.AsSpan(position));
            block = SHA256.HashData(block);
        }
        return bytes;
    }
}
