using System.Diagnostics;

namespace Basecamp.Cli.Tests.Handover;

/// <summary>
/// A deployed stack whose owner changes: a project of its own, and fakes of pulumi, kubectl and helm that write down how they were called.
/// The fake of pulumi keeps what a backend would: config in the stack's file, and outputs of the last <c>up</c>.
/// </summary>
sealed class HandoverRoom : IDisposable
{
    public const string Kubeconfig = "apiVersion: v1 # token-of-the-cluster-4711";

    readonly string root = Directory.CreateTempSubdirectory("basecamp handover ").FullName;

    public HandoverRoom(string owner, string? next = null)
    {
        Directory.CreateDirectory(At("bin"));
        File.WriteAllText(At("calls"), "");
        File.WriteAllText(At("Pulumi.yaml"), "name: basecamp\nruntime: dotnet\n");
        File.WriteAllText(At("Pulumi.home.yaml"), Stack.Replace("OWNER", owner, StringComparison.Ordinal));
        File.WriteAllText(At("kubeconfig.output"), Kubeconfig);
        Deploy(owner, next);
        Provide("pulumi", Pulumi);
        Provide("kubectl", Kubectl);
        Provide("helm", "printf '%s\\n' \"$RENDERED\"");
    }

    /// <summary>Every call, with the variables that matter, and without what differs from run to run.</summary>
    public string[] Calls => [.. File.ReadAllLines(At("calls")).Select(line => line.Replace(root, "ROOM", StringComparison.Ordinal))];

    /// <summary>Calls that changed something.</summary>
    public string[] Changes => [.. Calls.Where(call => !call.StartsWith("pulumi stack output", StringComparison.Ordinal)
        && !call.StartsWith("kubectl get", StringComparison.Ordinal) && !call.StartsWith("kubectl api-resources", StringComparison.Ordinal))];

    public string At(string path) => Path.Combine(root, path);

    /// <summary>Outputs of the last deployment.</summary>
    public void Deploy(string? owner, string? next) => File.WriteAllText(
        At("outputs.json"),
        owner is null ? "{}" : next is null ? $$"""{ "delivery": "{{owner}}" }""" : $$"""{ "delivery": "{{owner}}", "handover": "{{next}}" }""");

    public void Provide(string program, string body)
    {
        File.WriteAllText(At($"bin/{program}"), $$"""
            #!/usr/bin/env bash
            {
              printf '%s' {{program}}; printf ' %s' "$@"
              [[ -z ${PULUMI_K8S_UPSERT_EXISTING_OBJECTS:-} ]] || printf ' (upsert)'
              [[ -z ${PULUMI_K8S_ENABLE_PATCH_FORCE:-} ]] || printf ' (force)'
              echo
            } >>"$FAKES/calls"
            [[ -z ${KUBECONFIG:-} ]] || { cat "$KUBECONFIG"; stat -c ' %a' "$(dirname "$KUBECONFIG")"; } >"$FAKES/kubeconfig.used"
            {{body}}
            """);
        File.SetUnixFileMode(At($"bin/{program}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async Task<CliResult> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "basecamp.dll"), "handover", "--stack", "home", .. args])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{At("bin")}:{start.Environment["PATH"]}";
        start.Environment["FAKES"] = root;
        start.Environment["RENDERED"] = Rendered;
        start.Environment.Remove("KUBECONFIG");
        var (code, output, error) = await RealProcess.RunAsync(start);
        return new(code, output, error);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    const string Rendered = """
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: webhook
          labels: {}
        spec:
          namespace: not-this
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: leader
          namespace: "kube-system"
        """;

    // "up" deploys what the file says, unless the test wants it to fail.
    const string Pulumi = """
        file=Pulumi.home.yaml
        value() { sed -n "s/^  basecamp:$1: //p" "$file"; }
        case "$1 $2" in
          'stack output') if [[ $3 == kubeconfig ]]; then cat "$FAKES/kubeconfig.output"; else cat "$FAKES/outputs.json"; fi ;;
          'config set') sed -i "/^  $3:/d" "$file"; echo "  $3: $4" >>"$file" ;;
          'config rm') sed -i "/^  $3:/d" "$file" ;;
          'up --stack')
            if [[ -f $FAKES/refuse ]]; then rm "$FAKES/refuse"; exit 255; fi
            next=$(value handover)
            printf '{ "delivery": "%s"%s }' "$(value delivery)" "${next:+, \"handover\": \"$next\"}" >"$FAKES/outputs.json" ;;
        esac
        """;

    const string Kubectl = """
        case " $* " in
          *' api-resources '*) printf 'services  svc  v1  true  Service\n' ;;
          *' get applications.argoproj.io '*) printf 'argocd-system platform\n' ;;
          *' get helmreleases.helm.toolkit.fluxcd.io '*) printf 'flux-system cert-manager\n' ;;
          *' get '*) ;;
          *' --filename - '*) cat >>"$FAKES/marked"; echo 'Error from server (NotFound): services "webhook" not found' >&2; exit 1 ;;
        esac
        """;

    const string Stack = """
        config:
          basecamp:homelab:
            provider: ssh
            cluster: { name: home }
            k3s: { version: v1.36.4+k3s1, token: { secure: v1:qFkIaSzZddAgfiM3:cipher } }
            ssh: { user: ops }
            nodes:
              - { name: cp1, address: 192.168.1.11, role: server }
          basecamp:platform:
            domain: home.example.org
            git: { url: https://git.example.org/cluster.git }
            certificates: {}
          basecamp:delivery: OWNER

        """;
}
