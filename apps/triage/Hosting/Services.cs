using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using Basecamp.Triage.Access;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Ingest;
using Basecamp.Triage.Metrics;
using Basecamp.Triage.OnCall;
using Basecamp.Triage.Settings;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace Basecamp.Triage.Hosting;

/// <summary>What the service is made of.</summary>
static class Services
{
    public static void AddTriage(this WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var options = builder.Configuration.GetSection("Triage").Get<TriageOptions>() ?? new();
        var services = builder.Services;
        services.AddSingleton(options);
        builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 2 * Limits.BodyBytes;
            k.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));

        AddDatabase(services, options);
        AddEngine(services, options);
        services.AddSingleton<IngestGate>().AddSingleton<IngestPipeline>().AddSingleton<GroupIngest>().AddSingleton<IngestEndpoint>()
            .AddSingleton<EventIngest>().AddSingleton<EnqueueEndpoint>().AddSingleton<ConfigStore>();
        services.AddSingleton<KeyRefresh>().AddHostedService(p => p.GetRequiredService<KeyRefresh>());
        services.AddSingleton<TriageMetrics>();
        services.AddSingleton(p => new PrometheusText(p.GetRequiredService<IMeterFactory>(), TriageMetrics.MeterName));
        services.AddSingleton<Drain>().AddHostedService(p => p.GetRequiredService<Drain>());
        builder.AddAccess(options);
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
        services.AddSingleton<ActionRunner>().AddSingleton<Idempotency>().AddSingleton<OverrideStore>().AddSingleton<MethodVerification>()
            .AddSingleton<ListCache>();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.AddTracing(builder.Configuration);
    }

    static void AddDatabase(IServiceCollection services, TriageOptions options)
    {
        services.AddSingleton<NpgsqlDataSource>(p => DataSources.Create(options, "triage-web", options.DatabaseConnections, p));
        services.AddSingleton(p => new Db(p.GetRequiredService<NpgsqlDataSource>()));
        // Small and its own: views cannot starve the engine.
        services.AddSingleton(p => new EngineDb(DataSources.Create(options, "triage-engine", 6, p)));
        services.AddSingleton<Migrator>();
    }

    static void AddEngine(IServiceCollection services, TriageOptions options)
    {
        services.AddHttpClient();
        foreach (var client in (string[])["webhook", "push", "dead-man"])
            services.AddHttpClient(client, c => c.Timeout = TimeSpan.FromSeconds(10))
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                    ConnectTimeout = TimeSpan.FromSeconds(5),
                });
        services.AddSingleton<OnCallBookLoader>().AddSingleton<ChannelSecrets>().AddSingleton<EngineSignal>().AddSingleton<EngineStatus>()
            .AddSingleton<EngineSeams>().AddSingleton<ReplicaName>().AddSingleton<Planner>().AddSingleton<Wakeups>()
            .AddSingleton<HeartbeatExpiry>().AddSingleton<Lookout>().AddSingleton<PageClaim>().AddSingleton<PageMarker>()
            .AddSingleton<Auditor>().AddSingleton<Cleanup>();
        services.AddSingleton<IPageChannel, WebhookChannel>().AddSingleton<IPageChannel, EmailChannel>()
            .AddSingleton<IPageChannel, PushChannel>().AddSingleton<IPageChannel, LogChannel>();
        if (options.Engine.Enabled)
            services.AddHostedService<EngineLoop>();
    }

    static void AddAccess(this WebApplicationBuilder builder, TriageOptions options)
    {
        builder.Services.AddTriageAccess(options);
        builder.Services.AddSingleton<DataProtectionStore>();
        var protection = builder.Services.AddDataProtection().SetApplicationName("triage");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<DataProtectionStore>((o, store) => o.XmlRepository = store);
        if (options.KeyCertificateFile is { } file)
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, null));
    }
}
