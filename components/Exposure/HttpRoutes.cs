using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Basecamp.Components.Exposure;

/// <summary>The objects that publish one host. Pure.</summary>
sealed record HttpRoutes(string Name, string Host, HttpEntry Entry, HttpExposureArgs Args)
{
    string Namespace => Args.Target.Pods.Namespace;

    public CustomObjectArgs HttpRoute() => new("gateway.networking.k8s.io/v1", "HTTPRoute", ObjectMeta.Of(Name, Namespace), new()
    {
        ["parentRefs"] = new[]
        {
            new ValueTree { ["name"] = HttpEntry.GatewayName, ["namespace"] = HttpEntry.ControllerNamespace, ["sectionName"] = HttpEntry.SecureListener },
        },
        ["hostnames"] = new[] { Host },
        ["rules"] = new[]
        {
            new ValueTree
            {
                ["matches"] = new[] { new ValueTree { ["path.type"] = "PathPrefix", ["path.value"] = Args.Path } },
                ["filters"] = Args.RequirePassword ? new[] { LoginFilter } : null,
                ["backendRefs"] = new[] { new ValueTree { ["name"] = Args.Target.Service, ["port"] = Args.Target.ServicePort } },
            },
        },
    });

    ValueTree LoginFilter => new()
    {
        ["type"] = "ExtensionRef",
        ["extensionRef.group"] = "traefik.io",
        ["extensionRef.kind"] = "Middleware",
        ["extensionRef.name"] = $"{Name}-login",
    };

    public IngressArgs Ingress()
    {
        var tls = new IngressTLSArgs { Hosts = { Host } };
        // Without a name, the controller's default certificate serves: the wildcard.
        if (Entry.IssuerPerHost is not null)
            tls.SecretName = $"{Name}-tls";
        return new()
        {
            Metadata = ObjectMeta.Of(Name, Namespace, annotations: Annotations()),
            Spec = new IngressSpecArgs
            {
                IngressClassName = HttpEntry.IngressClass,
                Tls = { tls },
                Rules =
                {
                    new IngressRuleArgs
                    {
                        Host = Host,
                        Http = new HTTPIngressRuleValueArgs
                        {
                            Paths = { new HTTPIngressPathArgs { Path = Args.Path, PathType = "Prefix", Backend = BackendOf(Args.Target) } },
                        },
                    },
                },
            },
        };
    }

    /// <summary>What answers requests for hosts that nobody published.</summary>
    public static IngressArgs DefaultBackend(string name, HttpTarget target) => new()
    {
        Metadata = ObjectMeta.Of(name, target.Pods.Namespace),
        Spec = new IngressSpecArgs { IngressClassName = HttpEntry.IngressClass, DefaultBackend = BackendOf(target) },
    };

    static IngressBackendArgs BackendOf(HttpTarget target) => new()
    {
        Service = new IngressServiceBackendArgs { Name = target.Service, Port = new ServiceBackendPortArgs { Number = target.ServicePort } },
    };

    SortedDictionary<string, string> Annotations()
    {
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            // Only with TLS: plain HTTP is redirected before it gets here.
            ["traefik.ingress.kubernetes.io/router.entrypoints"] = HttpEntry.SecureListener,
        };
        if (Args.RequirePassword)
            annotations["traefik.ingress.kubernetes.io/router.middlewares"] = $"{Namespace}-{Name}-login@kubernetescrd";
        if (Entry.IssuerPerHost is { } issuer)
            annotations["cert-manager.io/cluster-issuer"] = issuer;
        return annotations;
    }
}
