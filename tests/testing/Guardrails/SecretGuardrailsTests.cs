using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Tests.Programs;
using Pulumi;
using Pulumi.Random;
using Local = Pulumi.Command.Local;

namespace Basecamp.Testing.Tests.Guardrails;

public class SecretGuardrailsTests
{
    static async Task<IReadOnlyList<Finding>> Check(IGuardrail guardrail, Action program, RecordingOptions? options = null) =>
        (await RecordedStack.RunAsync(program, options)).Findings([guardrail]);

    [Fact]
    public async Task BC001_reports_a_secret_that_was_made_plain()
    {
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            var password = new RandomPassword("password", new() { Length = 20 });
            _ = new Widget("leaky", new() { Labels = { ["note"] = Output.Unsecret(password.Result).Apply(value => $"pw={value}") } });
        });

        var finding = Assert.Single(findings);
        Assert.Equal("BC001", finding.Id);
        Assert.Equal("leaky", finding.Resource?.Name);
        Assert.Equal("labels.note contains result of random:index/randomPassword:RandomPassword password as plain text.", finding.Message);
    }

    [Fact]
    public async Task BC001_reports_secret_config_in_plain_or_Base64()
    {
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            _ = new Widget("plain", new() { Text = "token=correct-horse" });
            _ = new Widget("encoded", new() { Words = { "x", Convert.ToBase64String("correct-horse"u8) } });
            _ = new Widget("innocent", new() { Text = "correct" });
        }, new() { SecretValues = ["correct-horse"] });

        Assert.Equal(["plain", "encoded"], findings.Select(finding => finding.Resource?.Name));
        Assert.All(findings, finding => Assert.DoesNotContain("horse", finding.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task BC001_reports_documents_as_a_whole_and_keys_inside_of_others()
    {
        var document = string.Concat(Enumerable.Range(0, 100).Select(number => $"line {number}\n"));
        const string header = "-----BEGIN OPENSSH PRIVATE KEY-----";
        const string key = $"{header}\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\nAAAAEbm9uZQAAAAAAAAABAAAAMw\n-----END-----\n";
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            _ = new Widget("document", new() { Text = document });
            _ = new Widget("key", new() { Text = $"write_files:\n{key.Replace("\n", "\n  ", StringComparison.Ordinal)}" });
            _ = new Widget("a line", new() { Text = "line 50" });
            _ = new Widget("header", new() { Text = header });
        }, new() { SecretValues = [document, key] });

        Assert.Equal(["document", "key"], findings.Select(finding => finding.Resource?.Name));
    }

    [Fact]
    public async Task BC001_accepts_secrets_that_stay_secret()
    {
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            var password = new RandomPassword("password", new() { Length = 20 });
            var part = new PartArgs { Password = password.Result };
            _ = new Widget("user", new() { Text = Output.Format($"pw={password.Result}"), Part = part });
        });

        Assert.Empty(findings);
    }

    [Fact]
    public async Task BC001_ignores_secrets_too_short_to_recognize()
    {
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            _ = new Widget("source", new() { Text = Output.CreateSecret("admin") });
            _ = new Widget("user", new() { Text = "admin" });
        });

        Assert.Empty(findings);
    }

    [Fact]
    public async Task BC001_does_not_take_the_user_name_beside_a_password_for_a_secret()
    {
        var findings = await Check(new PlaintextSecrets(), () =>
        {
            _ = new KubernetesResource("core/v1:Secret", "login", new()
            {
                ApiVersion = "v1",
                Kind = "Secret",
                Data = Output.CreateSecret(new Dictionary<string, string> { ["username"] = "postgres", ["password"] = "s3cr3ts3cr3t" }),
            });
            _ = new Widget("name", new() { Text = "postgres" });
            _ = new Widget("leaky", new() { Text = "s3cr3ts3cr3t" });
        });

        Assert.Equal("leaky", Assert.Single(findings).Resource?.Name);
    }

    [Fact]
    public async Task BC002_reports_a_secret_in_a_command_or_its_environment()
    {
        var findings = await Check(new SecretsInCommandText(), () =>
        {
            var secret = Output.CreateSecret("hunter2hunter2");
            _ = new Local.Command("text", new() { Create = Output.Format($"login {secret}") });
            _ = new Local.Command("environment", new() { Create = "login", Environment = { ["TOKEN"] = secret } });
            _ = new Local.Command("stdin", new() { Create = "login", Stdin = secret });
            _ = new Widget("other", new() { Text = secret });
        });

        Assert.Equal([("text", "create"), ("environment", "environment")],
            findings.Select(finding => (finding.Resource!.Name, finding.Message.Split(' ')[0])));
    }

    [Fact]
    public async Task BC003_reports_commands_that_log_or_keep_their_output_in_plain()
    {
        var findings = await Check(new LoudCommands(), () =>
        {
            _ = new Local.Command("default", new() { Create = "true" });
            _ = new Local.Command("loud", new() { Create = "true", Logging = Local.Logging.Stderr },
                new() { AdditionalSecretOutputs = { "stdout", "stderr" } });
            _ = new Local.Command("half", new() { Create = "true", Logging = Local.Logging.None },
                new() { AdditionalSecretOutputs = { "stdout" } });
            _ = new Local.Command("quiet", new() { Create = "true", Logging = Local.Logging.None },
                new() { AdditionalSecretOutputs = { "stdout", "stderr" } });
        });

        Assert.Equal(
            [
                ("default", "logging is on, its default, which prints the command's output."),
                ("default", "stdout and stderr would be plain text in state."),
                ("loud", "logging is stderr, which prints the command's output."),
                ("half", "stderr would be plain text in state."),
            ],
            findings.Select(finding => (finding.Resource!.Name, finding.Message)));
    }

    [Fact]
    public async Task All_of_them_pass_a_quiet_program()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new Widget("widget", new() { Text = "t" }));

        Assert.Empty(stack.Findings(SecretGuardrails.All));
        Assert.Equal(["BC001", "BC002", "BC003"], SecretGuardrails.All.Select(guardrail => guardrail.Id));
    }
}
