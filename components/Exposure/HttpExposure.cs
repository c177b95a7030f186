using Basecamp.Components.Connections;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Random;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;
using IngressObject = Pulumi.Kubernetes.Networking.V1.Ingress;

namespace Basecamp.Components.Exposure;

/// <summary>
/// Publishes a component over HTTPS: an Ingress or an HTTPRoute, and the connection from the controller's pods to the component's. Where no
/// wildcard certificate serves all hosts, also the host's certificate and the way to whatever answers its challenge.
/// </summary>
public sealed class HttpExposure : ComponentResource
{
    /// <summary>Where it is published.</summary>
    public string Url { get; }

    /// <summary>Publishes a component.</summary>
    public HttpExposure(string name, HttpExposureArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HttpExposure", name, args, options)
    {
        var entry = args.Platform.Http ?? throw new ArgumentException("Nothing is published on this platform: it has no ingress or no domain.", nameof(args));
        var (target, child) = (args.Target, new CustomResourceOptions { Parent = this, DependsOn = [.. args.After] });
        var routes = new HttpRoutes(name, entry.NameOf(args.Host), entry, args);
        Url = $"https://{routes.Host}{(args.Path == "/" ? "" : args.Path)}";

        if (args.RequirePassword)
            RegisterPassword(name, args, child);
        if (entry.Routes == RouteKind.Gateway)
            _ = new CustomResource($"{name}-route", routes.HttpRoute(), child);
        else
            _ = new IngressObject($"{name}-ingress", routes.Ingress(), child);
        Allow($"{name}-from-ingress", HttpEntry.Controller, target.Pods, target.PodPort, args);
        if (entry.IssuerPerHost is not null)
            Allow($"{name}-challenge", HttpEntry.Controller, HttpEntry.SolversIn(target.Pods.Namespace), HttpEntry.SolverPort, args);
        RegisterOutputs();
    }

    void Allow(string connection, Peer.Pods from, Peer.Pods to, int port, HttpExposureArgs args) => _ = new Connection(
        connection, new() { Platform = args.Platform, From = from, To = to, Ports = [new("", port)], After = args.After }, new() { Parent = this });

    // The Secret goes to the cluster whoever delivers; the Middleware only names it.
    void RegisterPassword(string name, HttpExposureArgs args, CustomResourceOptions child)
    {
        var password = new RandomPassword($"{name}-password", new() { Length = 32, Special = false }, new() { Parent = this });
        _ = new Secret(
            $"{name}-login",
            new()
            {
                Metadata = ObjectMeta.Of($"{name}-login", args.Target.Pods.Namespace),
                Type = "kubernetes.io/basic-auth",
                StringData = { ["username"] = "admin", ["password"] = password.Result },
            },
            new() { Parent = this, Provider = args.Platform.Delivery.Cluster, DependsOn = [.. args.After] });
        _ = new CustomResource(
            $"{name}-middleware",
            new CustomObjectArgs("traefik.io/v1alpha1", "Middleware", ObjectMeta.Of($"{name}-login", args.Target.Pods.Namespace), new ValueTree
            {
                ["basicAuth.secret"] = $"{name}-login",
                ["basicAuth.removeHeader"] = true,
            }),
            child);
    }
}
