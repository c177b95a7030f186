using System.Text.Json;

namespace Basecamp.Testing;

/// <summary>Hands config to a deployment. Pulumi reads it from the process environment while it constructs the deployment, so
/// recordings take turns for just that moment and put the environment back.</summary>
sealed class PulumiConfigVariable : IDisposable
{
    const string Values = "PULUMI_CONFIG";
    const string SecretKeys = "PULUMI_CONFIG_SECRET_KEYS";
    static readonly SemaphoreSlim Turn = new(1, 1);

    readonly string? previousValues = Environment.GetEnvironmentVariable(Values);
    readonly string? previousSecretKeys = Environment.GetEnvironmentVariable(SecretKeys);
    int disposed;

    PulumiConfigVariable()
    {
    }

    /// <summary>Waits for its turn and sets the config until disposed.</summary>
    public static async Task<PulumiConfigVariable> SetAsync(RecordingOptions options, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        var variable = new PulumiConfigVariable();
        Environment.SetEnvironmentVariable(Values, Json(writer =>
        {
            writer.WriteStartObject();
            foreach (var (key, value) in options.Config)
                writer.WriteString(key, value);
            writer.WriteEndObject();
        }));
        Environment.SetEnvironmentVariable(SecretKeys, Json(writer =>
        {
            writer.WriteStartArray();
            foreach (var key in options.SecretConfigKeys)
                writer.WriteStringValue(key);
            writer.WriteEndArray();
        }));
        return variable;
    }

    /// <summary>Restores the environment; the second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        Environment.SetEnvironmentVariable(Values, previousValues);
        Environment.SetEnvironmentVariable(SecretKeys, previousSecretKeys);
        Turn.Release();
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
