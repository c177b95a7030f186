using Basecamp.Manifests.Access;

namespace Basecamp.Testing.Manifests;

/// <summary>Roles and bindings of a recorded stack.</summary>
public static class RecordedAccess
{
    extension(AccessModel)
    {
        /// <summary>Reads roles and bindings of a stack.</summary>
        /// <param name="manifests">The stack's objects.</param>
        /// <example><code>
        /// var access = AccessModel.From(KubernetesManifests.From(stack));
        /// Assert.False(access.Can(Identity.User("eve", "team-shop"), "create", "networkpolicies.networking.k8s.io", "shop"));
        /// </code></example>
        public static AccessModel From(KubernetesManifests manifests)
        {
            ArgumentNullException.ThrowIfNull(manifests);
            return AccessModel.From(manifests.Objects.Select(each => each.Body));
        }
    }
}
