using Basecamp.Manifests.Reachability;

namespace Basecamp.Testing.Manifests;

/// <summary>Network policies of a recorded stack.</summary>
public static class RecordedReachability
{
    extension(ReachabilityModel)
    {
        /// <summary>Reads the policies of a stack.</summary>
        /// <param name="manifests">The stack's objects.</param>
        /// <param name="endpoints">Who sends and receives; ids must be unique.</param>
        /// <param name="engine">Who enforces the policies.</param>
        /// <param name="options">What the objects do not tell.</param>
        /// <exception cref="InvalidPolicyException">A policy is malformed, holds a secret, or is of a kind or with a field that cannot be evaluated.
        /// </exception>
        /// <exception cref="ArgumentException">Two endpoints have one id, the namespace of pods is not known, or there are pods with
        /// <c>hostNetwork</c> and no nodes.</exception>
        /// <example><code>
        /// var model = ReachabilityModel.From(KubernetesManifests.From(stack), [web, postgres], PolicyEngine.Cilium);
        /// Assert.Equal("shop/web -&gt; shop/postgres: 5432/TCP\n", model.Matrix().ToString());
        /// </code></example>
        public static ReachabilityModel From(
            KubernetesManifests manifests, IEnumerable<Endpoint> endpoints, PolicyEngine engine, ReachabilityOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(manifests);
            var unseen = manifests.LeftOut
                .Where(left => left.Resource.Input("kind") is string kind && kind.EndsWith("NetworkPolicy", StringComparison.Ordinal))
                .Select(left => $"{left.Resource}: was left out, because it {left.Reason}.")
                .ToList();
            if (unseen.Count > 0)
                throw new InvalidPolicyException(unseen);
            return ReachabilityModel.From(manifests.Objects.Select(manifest => manifest.Body), endpoints, engine, options);
        }
    }
}
