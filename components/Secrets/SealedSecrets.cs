using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Alerts;
using Basecamp.Components.Catalog;
using Basecamp.Components.Durability;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Secrets;

/// <summary>
/// Sealed Secrets: what is encrypted with the cluster's public key may be in git, and only this cluster can read it. Its private keys are Secrets in
/// its namespace; without a copy of all of them elsewhere, a lost cluster takes every sealed secret along.
/// </summary>
public sealed class SealedSecrets : PlatformComponent
{
    /// <summary>Its namespace, for <c>kubeseal --controller-namespace</c>.</summary>
    public const string NamespaceName = "sealed-secrets-system";

    const string Controller = "sealed-secrets-controller";

    static readonly ResourceRequests Requests = new(10, 48);

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.SealedSecrets];

    /// <summary>Installs the controller.</summary>
    public SealedSecrets(string name, SealedSecretsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:SealedSecrets", name, args, options)
    {
        Namespace(new()
        {
            Name = "sealed-secrets",
            HoldsState = true,
            // kubeseal reads the public key through the API server.
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromApiServer(8080), NetworkRule.FromPrometheus(8081)],
        });
        Chart(Catalog.Charts.SealedSecrets, "sealed-secrets", NamespaceName, Values(args.Spec),
        [
            new()
            {
                Name = Controller,
                Labels = Workload.Named("sealed-secrets"),
                Ports = [new("http", 8080), new("metrics", 8081)],
                Requests = Requests,
            },
        ]);
        Holds(new HeldState
        {
            Id = "sealed-secrets/keys",
            What = "private keys of Sealed Secrets",
            Loss = LossKind.Data,
            Consequence = "No sealed secret in git can be read any more: every one has to be sealed again from its plain text.",
            Medium = StateMedium.Secret,
            Namespace = NamespaceName,
        });
        Alerts(NamespaceName, new AlertRule
        {
            Name = "SealedSecretsUnsealFailing",
            Expression = "increase(sealed_secrets_controller_unseal_errors_total[30m]) > 0",
            Summary = "A sealed secret cannot be read: {{ $labels.reason }}",
            Description = "An app lacks a Secret, or has an old one. It was sealed for another cluster or namespace, or its key is gone.",
            Runbook = "secrets",
        });
        Deliver();
    }

    ValueTree Values(SealedSecretsSpec spec) => new()
    {
        // The name that kubeseal looks for.
        ["fullnameOverride"] = Controller,
        ["keyrenewperiod"] = spec.KeyRenewalDays == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{24 * spec.KeyRenewalDays}h"),
        ["priorityClassName"] = Priority.System,
        ["resources"] = Requests.ToValues(),
        ["containerSecurityContext.allowPrivilegeEscalation"] = false,
        ["containerSecurityContext.seccompProfile.type"] = "RuntimeDefault",
        ["metrics.serviceMonitor.enabled"] = Platform.Monitoring,
    };
}

/// <summary>Arguments of <see cref="SealedSecrets"/>.</summary>
public sealed class SealedSecretsArgs : PlatformComponentArgs
{
    /// <summary>Options. Default: keys are renewed every 30 days.</summary>
    public SealedSecretsSpec Spec { get; init; } = new();
}
