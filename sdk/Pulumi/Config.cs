using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// The stack's configuration of one namespace, by default the project's. <c>Get…</c> returns null for a missing key,
/// <c>Require…</c> throws; the secret variants return secret outputs.
/// </summary>
public sealed class Config
{
    readonly string name;

    /// <param name="name">Namespace of the keys. Default null: the project name.</param>
    public Config(string? name = null)
    {
        const string Legacy = ":config";
        name ??= Deployment.Instance.ProjectName;
        this.name = name.EndsWith(Legacy, StringComparison.Ordinal) ? name[..^Legacy.Length] : name;
    }

    public string? Get(string key) => Deployment.Current.Config.GetValueOrDefault(FullKey(key));

    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>Exactly "true" or "false".</summary>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var value => throw Invalid(key, value, nameof(Boolean)),
    };

    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    public int? GetInt32(string key) => Get(key) is not { } value
        ? null
        : int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(key, value, nameof(Int32));

    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    public double? GetDouble(string key) => Get(key) is not { } value
        ? null
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(key, value, nameof(Double));

    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    /// <summary>A structured value, read from JSON with case-sensitive property names.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key) => Parse<T>(key, Get(key), options: null);

    /// <summary>A structured value, read from JSON as the options say.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, Get(key), options);

    public Output<T>? GetSecretObject<T>(string key) =>
        Get(key) is { } value ? Output.CreateSecret(Parse<T>(key, value, options: null)!) : null;

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) =>
        Parse<T>(key, Get(key), options) is { } value ? Output.CreateSecret(value) : null;

    public string Require(string key) => Get(key) ?? throw Missing(key);

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public T RequireObject<T>(string key) => Parse<T>(key, Require(key), options: null)!;

    public T RequireObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, Require(key), options)!;

    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) =>
        Output.CreateSecret(RequireObject<T>(key, options));

    string FullKey(string key) => $"{name}:{key}";

    static Output<T>? Secret<T>(T? value)
        where T : struct => value is { } present ? Output.CreateSecret(present) : null;

    T? Parse<T>(string key, string? json, JsonSerializerOptions? options)
    {
        try
        {
            return json is null ? default : JsonSerializer.Deserialize<T>(json, options);
        }
        catch (JsonException error)
        {
            throw Invalid(key, json, typeof(T).FullName!, error);
        }
    }

    ConfigTypeException Invalid(string key, string? value, string expected, Exception? inner = null) =>
        new($"Configuration '{FullKey(key)}' value '{value}' is not a valid {expected}", inner);

    ConfigMissingException Missing(string key) => new(
        $"Missing Required configuration variable '{FullKey(key)}'\n"
        + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    sealed class ConfigTypeException(string message, Exception? inner) : RunException(message, inner);

    sealed class ConfigMissingException(string message) : RunException(message);
}
