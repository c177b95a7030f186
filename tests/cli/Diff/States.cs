using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Two states written down as YAML.</summary>
static class States
{
    public static DiffSide Side(string label, string yaml, bool isRender = false) =>
        new(label, RenderReader.Read(new Dictionary<string, string> { ["kubernetes/all.yaml"] = yaml }, isRender));

    public static DiffReport Compare(string before, string after) => DiffReport.Of(Side("old", before), Side("new", after));

    /// <summary>The changed fields of the only changed object, <c>- path: old</c> and <c>+ path: new</c>.</summary>
    public static string[] Lines(string before, string after) =>
        [.. ObjectLines.Of(Assert.Single(Compare(before, after).Objects)).Select(line => $"{line.Sign} {line.Text}")];

    public static string Object(string apiVersion, string kind, string name, string rest, string? ns = "shop") =>
        $"""
        apiVersion: {apiVersion}
        kind: {kind}
        metadata:
          name: {name}
        {(ns is null ? "" : $"  namespace: {ns}\n")}{rest}
        ---

        """;

    /// <summary>A Deployment with one container that every rule is content with.</summary>
    public static string Deployment(
        string image = "registry.example/web:1.2.3@sha256:aa", string container = "", string pod = "", string spec = "", string replicas = "2",
        string security = "{allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}") =>
        Object("apps/v1", "Deployment", "web",
            $$"""
            spec:
              replicas: {{replicas}}
              selector:
                matchLabels: {app: web}
              {{spec}}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  automountServiceAccountToken: false
                  {{pod}}
                  containers:
                  - name: web
                    image: {{image}}
                    securityContext: {{security}}
                    {{container}}
            """);
}
