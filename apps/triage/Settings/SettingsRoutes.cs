using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents.Transitions;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace Basecamp.Triage.Settings;

/// <summary>Configuration, keys, maintenance and the hold switch as an API.</summary>
static class SettingsRoutes
{
    sealed record MaintenanceRequest(int Seconds);
    sealed record KeyRequest(string? Name, string? Scope, string? Service, string? Grouping);
    sealed record HoldRequest(bool Hold);

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/api/v1").RequireAuthorization(Scopes.Read).WithTags("Settings");
        read.MapGet("/config", Current).WithSummary("The configuration document in force.");
        read.MapGet("/keys", Keys).WithSummary("API keys, without their tokens.");

        var respond = routes.MapGroup("/api/v1/services/{name}").RequireAuthorization(Scopes.Respond).WithTags("Maintenance")
            .AddEndpointFilter<ApiWriteFilter>();
        respond.MapPost("/maintenance", StartMaintenance).WithSummary("Nobody is paged for the service for 60-86400 seconds.");
        respond.MapDelete("/maintenance", EndMaintenance).WithSummary("End the maintenance now.");

        var admin = routes.MapGroup("/api/v1").RequireAuthorization(Scopes.Admin).WithTags("Settings").AddEndpointFilter<ApiWriteFilter>();
        admin.MapPut("/config", Apply).WithSummary("Apply a configuration document (YAML or JSON) as a whole.");
        admin.MapPost("/keys", CreateKey).WithSummary("Create an API key. Its token is shown this once.");
        admin.MapPost("/keys/{id:long}/rotate", RotateKey).WithSummary("A second token; the older one works until the next rotation.");
        admin.MapDelete("/keys/{id:long}", DisableKey).WithSummary("Disable a key, at once here and within five seconds everywhere.");
        admin.MapPut("/hold", Hold).WithSummary("Hold all paging, or let it go on.");
    }

    static async Task<IResult> Current(ConfigStore store, CancellationToken ct) =>
        await store.Current(ct) is { } yaml
            ? TypedResults.Text(yaml, "application/yaml")
            : Problems.NotFound("No configuration was applied yet.");

    static async Task<IResult> Apply(HttpContext context, ConfigStore store, CancellationToken ct)
    {
        using var reader = new StreamReader(context.Request.Body);
        try
        {
            var changed = await store.Apply(await reader.ReadToEndAsync(ct), context.User.Actor().Name, ct);
            return TypedResults.Ok(new { changed });
        }
        catch (ConfigException e)
        {
            return TypedResults.Problem(e.Message, statusCode: 400, title: "The configuration is not valid",
                extensions: new Dictionary<string, object?> { ["errors"] = e.Errors });
        }
    }

    static async Task<IResult> StartMaintenance(
        string name, [FromBody] MaintenanceRequest request, HttpContext context, Db db, CancellationToken ct)
    {
        var duration = TimeSpan.FromSeconds(request.Seconds);
        if (duration < TimeSpan.FromMinutes(1) || duration > Maintenance.Longest)
            return Problems.BadRequest($"seconds is {request.Seconds}; use 60-86400 (24 hours).");
        return await db.InTransaction(c => c.StartMaintenance(name, duration, context.User.Actor(), ct), ct)
            ? TypedResults.NoContent() : Problems.NotFound($"There is no service '{name}'.");
    }

    static async Task<IResult> EndMaintenance(string name, Db db, CancellationToken ct) =>
        await db.InTransaction(c => c.EndMaintenance(name, ct), ct)
            ? TypedResults.NoContent() : Problems.NotFound($"There is no service '{name}' in maintenance.");

    static async Task<IResult> Keys(KeyAdmin keys, CancellationToken ct) => TypedResults.Ok(new { items = await keys.List(ct) });

    static async Task<IResult> CreateKey([FromBody] KeyRequest request, KeyAdmin keys, CancellationToken ct)
    {
        var (created, error) = await keys.Create(request.Name ?? "", request.Scope ?? "", request.Service, request.Grouping ?? "group", ct);
        return error is null ? TypedResults.Created($"/api/v1/keys/{created!.Id}", created) : Problems.Conflict(error);
    }

    static async Task<IResult> RotateKey(long id, KeyAdmin keys, CancellationToken ct) =>
        await keys.Rotate(id, ct) is { } created ? TypedResults.Ok(created) : Problems.NotFound(
            $"There is no active key {id} made by hand. A key of the configuration document gets a new token through its file.");

    static async Task<IResult> DisableKey(long id, KeyAdmin keys, CancellationToken ct) =>
        await keys.Disable(id, ct) ? TypedResults.NoContent() : Problems.NotFound($"There is no active key {id}.");

    static async Task<IResult> Hold([FromBody] HoldRequest request, Db db, CancellationToken ct)
    {
        await db.InTransaction(c => c.SetHold(request.Hold, ct), ct);
        return TypedResults.NoContent();
    }
}

static class HoldSwitch
{
    /// <summary>While held, alerts are taken in and nobody is paged.</summary>
    public static Task SetHold(this Npgsql.NpgsqlConnection db, bool hold, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition("update engine_state set hold = @hold", new { hold }, cancellationToken: ct));
}
