using Basecamp.Components.Configuration;
using Basecamp.Components.HelmApps;

namespace Basecamp.Platform.Tests.HelmApps;

public sealed class HelmAppRulesTests
{
    const string Fine = """
        { "chart": "shop", "repository": "https://charts.example.org", "version": "1.2.3", "publish": { "host": "shop", "port": 8080 },
          "workloads": { "shop": { "ports": [8080, 9090] } }, "metrics": [9090], "backup": { "schedule": "0 4 * * *" },
          "secrets": { "login": { "generate": ["password"], "text": { "user": "admin" } } } }
        """;

    [Fact]
    public void What_is_complete_is_accepted() => Assert.Empty(Findings("shop", Fine));

    [Theory]
    [InlineData("\"chart\": \"shop\", ", "", "chart: is missing. Write the chart's name in its repository, e.g. `chart: netbox`.")]
    [InlineData("\"chart\": \"shop\"", "\"chart\": \"charts/shop\"", "chart: is \"charts/shop\", but a chart's name is lower-case letters, digits and hyphens. Its address goes into `repository`.")]
    [InlineData("\"repository\": \"https://charts.example.org\", ", "", "repository: is missing. Write where the chart is: `https://…` of a repository, or `oci://…` of a registry.")]
    [InlineData("https://charts", "charts", "repository: is \"charts.example.org\", but must begin with https:// (a chart repository) or oci:// (a registry).")]
    [InlineData("https://charts", "http://charts", "repository: is \"http://charts.example.org\", but without TLS anybody on the way can change the chart. Use https:// or oci://.")]
    [InlineData("https://charts", "https://me:hunter2@charts", "repository: has a user or password in it, where everybody can read it. Remove it; charts come from where no login is needed.")]
    [InlineData(", \"version\": \"1.2.3\"", "", "version: is missing. Write the exact version; `helm search repo` or the chart's page lists them.")]
    [InlineData("1.2.3", "^1.2.3", "version: is \"^1.2.3\", which is not an exact version: the next deployment might install something else. Write three numbers, e.g. `8.3.61`.")]
    [InlineData("1.2.3", "1.2.x", "version: is \"1.2.x\", which is not an exact version: the next deployment might install something else. Write three numbers, e.g. `8.3.61`.")]
    [InlineData("1.2.3", ">=1.2.3", "version: is \">=1.2.3\", which is not an exact version: the next deployment might install something else. Write three numbers, e.g. `8.3.61`.")]
    [InlineData("1.2.3", "latest", "version: is \"latest\", which is not an exact version: the next deployment might install something else. Write three numbers, e.g. `8.3.61`.")]
    [InlineData("\"metrics\"", "\"keys\": \"/etc/keys.txt\", \"metrics\"", "keys: is \"/etc/keys.txt\", but must be a path relative to Pulumi.yaml, so that it is in the repository.")]
    [InlineData("\"metrics\"", "\"podSecurity\": \"privileged\", \"metrics\"", "reason: is missing, but podSecurity is privileged. Say why in a sentence, or remove podSecurity.")]
    [InlineData("\"metrics\"", "\"namespace\": \"Shop\", \"metrics\"", "namespace: is \"Shop\", but a namespace is a DNS label: lower-case letters, digits and hyphens, beginning and ending with a letter or digit.")]
    [InlineData("\"metrics\": [9090]", "\"metrics\": [9091]", "metrics: is 9091, but none of `workloads` listens there (they do on 8080, 9090). Correct it, or add the port to its workload.")]
    [InlineData("\"port\": 8080", "\"port\": 80", "publish.port: is 80, but none of `workloads` listens there (they do on 8080, 9090). Correct it, or add the port to its workload.")]
    [InlineData("\"port\": 8080", "\"port\": 8080, \"path\": \"app\"", "publish.path: is \"app\", but a path begins with `/` and has no spaces, `?` or `#`.")]
    [InlineData("\"host\": \"shop\"", "\"host\": \"shop_1\"", "publish.host: is \"shop_1\", but a host is a DNS name: labels of lower-case letters, digits and hyphens, beginning and ending with a letter or digit, joined by dots.")]
    [InlineData("0 4 * * *", "0 25 * * *", "backup.schedule: is \"0 25 * * *\", which has \"25\" as hour, which takes 0-23, `*`, lists such as 1,5, ranges such as 0-3 and steps such as */2.")]
    [InlineData("\"0 4 * * *\"", "\"0 4 * * *\", \"retentionDays\": 0", "backup.retentionDays: is 0, but backups are kept for at least 1 day.")]
    [InlineData("\"login\"", "\"platform-cache\"", "secrets.platform-cache: is the name of a Secret that `database` or `cache` makes. Choose another name.")]
    [InlineData("[\"password\"]", "[\"user\"]", "secrets.login: has the key \"user\" twice. Keep one of the two.")]
    [InlineData("[\"password\"]", "[\"pass word\"]", "secrets.login: has the key \"pass word\", but keys are letters, digits, `-`, `_` and `.`.")]
    [InlineData("[\"password\"]", "[\"password\"], \"length\": 8", "secrets.login.length: is 8, but must be from 16 to 128: shorter can be guessed.")]
    [InlineData("\"metrics\"", "\"connectTo\": { \"internet\": [70000] }, \"metrics\"", "connectTo.internet: lists 70000, but a port is a number from 1 to 65535.")]
    [InlineData("\"metrics\"", "\"allowFrom\": [{ \"namespace\": \"blog\", \"ports\": [] }], \"metrics\"", "allowFrom[0].ports: is empty, which would allow no connection. List the ports, or remove the entry.")]
    [InlineData("\"metrics\"", "\"values\": { \"a\": null }, \"metrics\"", "values.a: is empty. Give it a value, `\"\"`, `[]`, `{}` or false; or remove the key.")]
    [InlineData("\"metrics\"", "\"values\": { \"a\": [{ \"b\": \"[secret]\" }] }, \"metrics\"",
        "values.a[0].b: is encrypted (`secure:`), but what is written here is in plain text wherever it ends up. Put it into a Secret, and name that here.")]
    [InlineData("\"metrics\"", "\"values\": [], \"metrics\"", "values: is a list, but a map is expected: one `name: value` a line.")]
    public void What_cannot_work_is_refused(string was, string becomes, string message) => Assert.Equal([message], Findings("shop", Fine.Replace(was, becomes, StringComparison.Ordinal)));

    [Fact]
    public void A_name_is_that_of_a_release() => Assert.StartsWith("is not a valid app name", Assert.Single(Findings("Shop", Fine)), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_published_where_there_is_no_entrance() => Assert.Equal(
        ["publish.host: is \"shop\", but this platform publishes nothing. Set `basecamp:platform.ingress` and `domain`, or remove `publish`."], Findings("shop", Fine, publishes: false));

    static IReadOnlyList<string> Findings(string name, string json, bool publishes = true)
    {
        if (!SettingsReader.TryRead<HelmAppSpec>(json, "", out var spec, out var form))
            return [.. form.Select(Text)];
        var problems = new Problems("");
        HelmAppRules.Check(name, spec, publishes ? "example.org" : null, problems);
        return [.. problems.All.Select(Text)];
    }

    static string Text(Problem problem) => problem.Path.Length == 0 ? problem.Message : $"{problem.Path}: {problem.Message}";
}
