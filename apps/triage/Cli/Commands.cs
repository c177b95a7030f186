using System.CommandLine;
using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Dev;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Settings;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Basecamp.Triage.Cli;

/// <summary>The command line. Without a command the service starts.</summary>
static class Commands
{
    static readonly Option<string?> Database = new("--database")
    {
        Description = "Connection string, or postgresql:// address. Default: the setting Triage:Database (Triage__Database).",
        Recursive = true,
    };

    public static RootCommand Root()
    {
        var root = new RootCommand("triage: incidents, on-call, paging")
        {
            Database, Serve(), DevCommand.Create(Database), Migrate(), Check(), User(), Key(), Hold(),
        };
        // Settings such as --Triage:PublicUrl=… and --urls pass through to the host.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parse, ct) => Service.Run(parse.UnmatchedTokens, parse.GetValue(Database), ct));
        return root;
    }

    static Command Serve()
    {
        var serve = new Command("serve", "Start the service (the default).") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((parse, ct) => Service.Run(parse.UnmatchedTokens, parse.GetValue(Database), ct));
        return serve;
    }

    static Command Migrate()
    {
        var role = new Option<string?>("--grant-to")
        {
            Description = "Afterwards give this role what the service needs at run time, and no more.",
        };
        var migrate = new Command("migrate", "Bring the schema up to date.") { role };
        migrate.SetAction((parse, ct) => WithTools(parse, async tools =>
        {
            Console.WriteLine($"Applied {await tools.Migrator.Migrate(ct)} migrations.");
            if (parse.GetValue(role) is { } name)
                await tools.Migrator.Grant(name, ct);
        }));
        return migrate;
    }

    static Command Check()
    {
        var file = new Argument<FileInfo>("file") { Description = "The configuration document." };
        var secrets = new Option<DirectoryInfo?>("--secrets")
        {
            Description = "Also look into this directory: every credential needs its file, and that of a key a token.",
        };
        var check = new Command("check", "Check a configuration document without a database.") { file, secrets };
        check.SetAction(parse =>
        {
            try
            {
                var config = ConfigReader.Read(File.ReadAllText(parse.GetRequiredValue(file).FullName));
                if (parse.GetValue(secrets) is { } directory)
                    CredentialCheck.Throw(config, directory.FullName);
                Console.WriteLine($"Valid: {config.Responders.Count} responders, {config.Schedules.Count} schedules, " +
                    $"{config.Policies.Count} policies, {config.Services.Count} services, {config.Keys.Count} keys.");
                return 0;
            }
            catch (ConfigException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return check;
    }

    static Command User()
    {
        var login = new Argument<string>("login");
        var role = new Option<string>("--role") { Description = "viewer, responder or admin.", DefaultValueFactory = _ => "responder" };
        var name = new Option<string?>("--name") { Description = "Name for people. Default: the login." };
        var set = new Command("set", "Add somebody, or give them a new password; it is read from standard input.") { login, role, name };
        set.SetAction((parse, ct) => WithTools(parse, async tools =>
        {
            var password = (await Console.In.ReadLineAsync(ct) ?? "").Trim();
            await tools.Users.Set(parse.GetRequiredValue(login), parse.GetValue(name), parse.GetRequiredValue(role), password, ct);
            Console.WriteLine($"{parse.GetRequiredValue(login)} can sign in.");
        }));
        return new Command("user", "People who sign in with a password.") { set };
    }

    static Command Key()
    {
        var name = new Argument<string>("name");
        var scope = new Option<string>("--scope")
        {
            Description = "ingest, read, respond or admin.",
            DefaultValueFactory = _ => Scopes.Ingest,
        };
        var service = new Option<string?>("--service") { Description = "Where the alerts of an ingest key go." };
        var grouping = new Option<string>("--grouping") { Description = "group or alert.", DefaultValueFactory = _ => "group" };
        var create = new Command("create", "Make a key and print its token once.") { name, scope, service, grouping };
        create.SetAction((parse, ct) => WithTools(parse, async tools =>
        {
            var (key, error) = await tools.Keys.Create(
                parse.GetRequiredValue(name), parse.GetRequiredValue(scope), parse.GetValue(service), parse.GetRequiredValue(grouping), ct);
            Console.WriteLine(key?.Token ?? throw new InvalidOperationException(error));
        }));
        return new Command("key", "API keys.") { create };
    }

    static Command Hold()
    {
        var state = new Argument<string>("state") { Description = "on or off." };
        state.AcceptOnlyFromAmong("on", "off");
        var hold = new Command("hold", "Hold all paging, e.g. before a restore, or let it go on.") { state };
        hold.SetAction((parse, ct) => WithTools(parse, tools =>
            tools.Db.InTransaction(c => c.SetHold(parse.GetRequiredValue(state) == "on", ct), ct)));
        return hold;
    }

    sealed record Tools(Db Db, Migrator Migrator, KeyAdmin Keys, UserAdmin Users);

    static async Task<int> WithTools(ParseResult parse, Func<Tools, Task> run)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = configuration.GetSection("Triage").Get<TriageOptions>() ?? new();
        if (parse.GetValue(Database) is { } database)
            options.Database = ConnectionStrings.Normalize(database);
        try
        {
            await using var source = DataSources.Create(options, "triage-cli", 4);
            var db = new Db(source);
            await run(new(db, new(source, NullLogger<Migrator>.Instance), new(db, new(db)), new(db)));
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or Npgsql.NpgsqlException or ConfigException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
