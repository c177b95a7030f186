using Basecamp.Testing;

namespace Basecamp.Infra.Tests.Handover;

/// <summary>A stack with platform and apps, whoever owns it, deployed by whoever owned it before.</summary>
static class Stacks
{
    public static RecordingOptions Options(string delivery, string? handover, Dictionary<string, object?>? deployed)
    {
        var config = new Dictionary<string, string>
        {
            ["basecamp:homelab"] = Homelab,
            ["basecamp:platform"] = Platform,
            ["basecamp:apps"] = """{ "services": { "hello": { "image": "ghcr.io/example/hello:1.0.0@sha256:0000000000000000000000000000000000000000000000000000000000000000", "port": 8080, "internal": true } } }""",
            ["basecamp:delivery"] = delivery,
        };
        if (handover is not null)
            config["basecamp:handover"] = handover;
        return new()
        {
            ProjectName = "basecamp",
            StackName = "home",
            Config = config,
            StackReferences = deployed is null
                ? new Dictionary<string, IReadOnlyDictionary<string, object?>>()
                : new() { ["organization/basecamp/home"] = deployed },
        };
    }

    const string Homelab = """
        {
          "provider": "ssh",
          "cluster": { "name": "home" },
          "k3s": { "version": "v1.36.4+k3s1", "token": "server-token-1234567890" },
          "ssh": { "user": "ops" },
          "nodes": [
            { "name": "cp1", "address": "192.168.1.11", "role": "server" },
            { "name": "w1", "address": "192.168.1.21", "role": "agent" }
          ]
        }
        """;

    const string Platform = """
        {
          "domain": "home.example.org",
          "git": { "url": "https://git.example.org/cluster.git" },
          "certificates": {},
          "longhorn": { "defaultClass": false, "backups": null },
          "monitoring": {}
        }
        """;
}
