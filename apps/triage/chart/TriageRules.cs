using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;
using Basecamp.Manifests.Text;
using Basecamp.Triage.Settings;

namespace Basecamp.Triage.Chart;

/// <summary>What would keep triage from starting, or from paging anybody.</summary>
public static class TriageRules
{
    /// <summary>Adds what is wrong with the settings. The service they lead to is checked like any other.</summary>
    /// <param name="spec">The settings.</param>
    /// <param name="document">Content of the on-call document; null when the file is not there.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="problems">Findings, at the section's place.</param>
    public static void Check(TriageSpec spec, string? document, PlatformFacts platform, Problems problems)
    {
        if (!platform.Postgres)
            problems.Add("", "needs a database, but this platform has no PostgreSQL. Add `basecamp:platform.postgres: {}`.");
        else if (spec.Database.Backup is not null && !platform.HasBackups)
            problems.Add("database.backup", "has no store to go to. Add `basecamp:platform.objectStore`, or write `backup: null` and accept to lose all incidents with the volume.");
        CheckService(spec, platform, problems);
        if (spec.MaxReplicas is { } most && most < (spec.Replicas ?? new Sizing(platform.Profile).Replicas))
            problems.Add("maxReplicas", $"is {most}, less than the pods that run anyway. Raise it, or remove it.");
        if (spec.Mail is { } mail && mail.User is null != mail.Password is null)
            problems.Add("mail", "has only one of `user` and `password`. Set both, or none for a server without sign-in.");
        if (spec.SignOn is { } signOn && !(Uri.TryCreate(signOn.Authority, UriKind.Absolute, out var authority) && authority.Scheme == "https"))
            problems.Add("signOn.authority", $"is {Shown.Text(signOn.Authority)}, but must be an https address.");
        foreach (var name in spec.Credentials.Keys.Where(TriageSecrets.Reserved.Contains))
            problems.Add($"credentials.{name}", "is a name that the chart itself uses. Choose another one.");
        CheckDocument(spec, document, platform, problems);
    }

    // What the service is made from has the names of these settings, except for what it connects to.
    static void CheckService(TriageSpec spec, PlatformFacts platform, Problems problems)
    {
        var service = new Problems("");
        WebAppRules.Check(
            "triage",
            new()
            {
                Image = spec.Image,
                Port = TriageChart.Port,
                Host = spec.Host,
                Internal = spec.Host is null,
                Replicas = spec.Replicas,
                PullSecret = spec.PullSecret,
                ConnectTo = new() { Networks = spec.Networks },
            },
            new(Publishes: true, Scales: false, RollsOut: false, new Sizing(platform.Profile).Replicas, platform.Http?.Domain),
            service);
        foreach (var problem in service.All)
            problems.Add(problem.Path.Replace("connectTo.", "", StringComparison.Ordinal), problem.Message);
    }

    static void CheckDocument(TriageSpec spec, string? document, PlatformFacts platform, Problems problems)
    {
        if (document is null)
        {
            problems.Add("onCall", $"is {Shown.Text(spec.OnCall)}, but there is no such file. The path is relative to the directory of Pulumi.yaml; "
                + "start from on-call/ha.yaml.");
            return;
        }
        try
        {
            CheckKeys(ConfigReader.Read(document), spec, platform, problems);
        }
        catch (ConfigException invalid)
        {
            foreach (var error in invalid.Errors)
                problems.Add("onCall", $"is {Shown.Text(spec.OnCall)}, in which {error}");
        }
    }

    // A file that is missing would not keep triage from starting, but its sender from being heard.
    static void CheckKeys(TriageConfig document, TriageSpec spec, PlatformFacts platform, Problems problems)
    {
        var known = spec.Credentials.Keys.Append(platform.AlertsTriage ? TriageChart.AlertmanagerCredential : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (credential, place) in OnCallCredentials.Of(document).Where(each => !known.Contains(each.Credential)))
            problems.Add("onCall", $"is {Shown.Text(spec.OnCall)}, in which {place} names the credential {Shown.Text(credential)}, which nobody provides. Add it to `credentials`"
                + (known.Count == 0 ? "." : $"; there are: {string.Join(", ", known.Order(StringComparer.Ordinal))}."));
        if (platform.AlertsTriage && document.Keys.All(key => key.Credential != TriageChart.AlertmanagerCredential))
            problems.Add("onCall", $"is {Shown.Text(spec.OnCall)}, which takes no alerts of Alertmanager: the platform sends them with a generated token. Add below `keys:` "
                + $"`- {{ name: alertmanager, service: …, credential: {TriageChart.AlertmanagerCredential} }}`.");
    }
}
