using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Values;

namespace Basecamp.Components.Kyverno;

/// <summary>The rules as Kyverno's objects. Pure.</summary>
static class PolicyObjects
{
    const string ApiVersion = "policies.kyverno.io/v1";

    // Longer than Kyverno ever needs, shorter than whoever waits for the API server's answer gives it.
    const int TimeoutSeconds = 5;

    /// <summary>The policies that are not off, by logical name.</summary>
    public static IEnumerable<(string Name, CustomObjectArgs Object)> For(PolicySpec spec)
    {
        var rules = new (string Name, PolicyMode Mode, Func<ValueTree> Body)[]
        {
            ("pinned-images", spec.Images, () => OfPods(
                [("all", PolicyExpressions.AllContainers)],
                (PolicyExpressions.ImageIsPinned, "Every image needs a tag other than `latest`, or a digest: what runs must not change by itself."))),
            ("stated-resources", spec.Resources, () => OfPods(
                [("containers", PolicyExpressions.Containers)],
                (PolicyExpressions.HasRequests, "Every container needs requests for cpu and memory: without them the scheduler fills machines blindly."),
                (PolicyExpressions.HasMemoryLimit, "Every container needs a memory limit: without it one leak takes the whole machine down."))),
            ("non-root", spec.NonRoot, () => OfPods(
                [("all", PolicyExpressions.AllContainers), ("podNonRoot", PolicyExpressions.PodRunsAsNonRoot)],
                (PolicyExpressions.RunsAsNonRoot, "Containers must set securityContext.runAsNonRoot: true, or their pod must."),
                (PolicyExpressions.NobodyIsUserZero, "runAsUser: 0 is root."))),
            ("no-host-access", spec.HostAccess, () => OfPods(
                [("all", PolicyExpressions.AllContainers)],
                (PolicyExpressions.NoHostNamespaces, "hostNetwork, hostPID and hostIPC are not allowed: network policies do not apply to such pods."),
                (PolicyExpressions.NoHostPaths, "hostPath volumes are not allowed: they reach around every other rule."),
                (PolicyExpressions.NoHostPorts, "hostPort is not allowed; publish a Service."),
                (PolicyExpressions.NothingPrivileged, "Privileged containers are not allowed: they are root on the machine."))),
            ("required-labels", spec.Labels, () => OfWorkloads(spec.RequiredLabels)),
        };
        foreach (var (name, mode, body) in rules.Where(rule => rule.Mode != PolicyMode.Off))
            yield return (name, new(ApiVersion, "ValidatingPolicy", ObjectMeta.Of(name), Common(spec, mode).Merge(body())));
        if (spec.SignedImages is { Mode: not PolicyMode.Off } signed)
            yield return ("signed-images", new(ApiVersion, "ImageValidatingPolicy", ObjectMeta.Of("signed-images"), Common(spec, signed.Mode).Merge(OfImages(signed))));
    }

    static ValueTree Common(PolicySpec spec, PolicyMode mode) => new()
    {
        ["validationActions"] = new[] { mode == PolicyMode.Enforce ? "Deny" : "Audit" },
        ["failurePolicy"] = spec.FailClosed && mode == PolicyMode.Enforce ? "Fail" : "Ignore",
        ["webhookConfiguration.timeoutSeconds"] = TimeoutSeconds,
        ["evaluation.background.enabled"] = true,
        // The webhook leaves these out already; the scan of what runs reads it here.
        ["matchConstraints.namespaceSelector.matchExpressions"] = ExemptNamespaces.Others(spec),
    };

    static ValueTree OfPods(ImmutableArray<(string Name, string Expression)> variables, params ImmutableArray<(string Expression, string Message)> validations) => new()
    {
        ["autogen.podControllers.controllers"] = new[] { "cronjobs", "daemonsets", "deployments", "jobs", "statefulsets" },
        ["matchConstraints.resourceRules"] = new[] { Resources("", ["pods"]) },
        ["variables"] = variables.Select(variable => new ValueTree { ["name"] = variable.Name, ["expression"] = variable.Expression }),
        ["validations"] = validations.Select(validation => new ValueTree { ["expression"] = validation.Expression, ["message"] = validation.Message }),
    };

    static ValueTree OfWorkloads(IReadOnlyList<string> labels) => new()
    {
        ["matchConstraints.resourceRules"] = new[] { Resources("apps", ["daemonsets", "deployments", "statefulsets"]) },
        ["validations"] = new[]
        {
            new ValueTree
            {
                ["expression"] = PolicyExpressions.HasLabels([.. labels]),
                ["message"] = $"Workloads carry these labels, with a value: {string.Join(", ", labels)}.",
            },
        },
    };

    static ValueTree OfImages(SignedImagesSpec signed) => new()
    {
        ["matchConstraints.resourceRules"] = new[] { Resources("", ["pods"]) },
        ["matchImageReferences"] = signed.Patterns.Select(pattern => new ValueTree { ["glob"] = pattern }),
        // A tag is looked up once and replaced by what it meant then, so that what was verified is what runs.
        ["validationConfigurations.mutateDigest"] = true,
        ["validationConfigurations.verifyDigest"] = true,
        ["validationConfigurations.required"] = true,
        ["attestors"] = new[] { new ValueTree { ["name"] = "signer", ["cosign"] = Signer(signed) } },
        ["validations"] = new[] { new ValueTree { ["expression"] = PolicyExpressions.IsSigned, ["message"] = "The image is not signed by whom it should be." } },
    };

    static ValueTree Signer(SignedImagesSpec signed) => signed.Identity is { } identity
        ? new()
        {
            ["keyless.identities"] = new[] { new ValueTree { ["issuer"] = identity.Issuer, ["subjectRegExp"] = identity.Subject } },
            ["ctlog.url"] = "https://rekor.sigstore.dev",
        }
        : new() { ["key.data"] = signed.PublicKey };

    static ValueTree Resources(string group, string[] resources) => new()
    {
        ["apiGroups"] = new[] { group },
        ["apiVersions"] = new[] { "v1" },
        ["operations"] = new[] { "CREATE", "UPDATE" },
        ["resources"] = resources,
    };
}
