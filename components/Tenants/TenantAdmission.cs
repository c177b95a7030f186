using Basecamp.Components.Delivery;
using Basecamp.Components.Values;

namespace Basecamp.Components.Tenants;

/// <summary>
/// What rights cannot say: of kinds that a tenant may write, what would act outside of its namespaces because somebody with the platform's rights
/// obeys it. The API server itself refuses it, whoever delivers.
/// </summary>
static class TenantAdmission
{
    // It brings the wildcard certificate to namespaces that the platform's own settings name.
    const string Reflector = "system:serviceaccount:reflector-system:";

    // Reflector would write a Secret that asks for it into any namespace.
    const string AsksForCopies = "has(object.metadata.annotations) && !object.metadata.annotations.all(key, !key.startsWith('reflector.v1.k8s.emberstack.com/'))";

    // Grafana's sidecars load data sources and dashboards out of every namespace.
    const string AsksForGrafana = "has(object.metadata.labels) && !object.metadata.labels.all(key, !key.startsWith('grafana_'))";

    // Traffic of everybody to such an address would go to the tenant's pods (CVE-2020-8554).
    const string TakesAddresses = "request.kind.kind == 'Service' && has(object.spec.externalIPs)";

    public static CustomObjectArgs Policy(TenantPlan plan) => new("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", ObjectMeta.Of(plan.Project), new()
    {
        ["failurePolicy"] = "Fail",
        ["matchConstraints.resourceRules"] = new[]
        {
            new ValueTree
            {
                ["apiGroups"] = new[] { "" },
                ["apiVersions"] = new[] { "v1" },
                ["operations"] = new[] { "CREATE", "UPDATE" },
                ["resources"] = new[] { "configmaps", "secrets", "services" },
            },
        },
        ["matchConditions"] = new[] { new ValueTree { ["name"] = "not-by-reflector", ["expression"] = $"!request.userInfo.username.startsWith('{Reflector}')" } },
        ["validations"] = new[]
        {
            Refuse(AsksForCopies, "a tenant's Secrets and ConfigMaps are not copied: remove the annotations of Reflector"),
            Refuse(AsksForGrafana, "a tenant adds nothing to Grafana: remove the label that begins with grafana_"),
            Refuse(TakesAddresses, "a tenant's Service has no externalIPs: publish it in the tenant's claim"),
        },
    });

    public static CustomObjectArgs Binding(TenantPlan plan) => new("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", ObjectMeta.Of(plan.Project), new()
    {
        ["policyName"] = plan.Project,
        ["validationActions"] = new[] { "Deny" },
        ["matchResources.namespaceSelector.matchLabels"] = new Dictionary<string, string> { [Tenant.Label] = plan.Name },
    });

    static ValueTree Refuse(string what, string message) => new() { ["expression"] = $"!({what})", ["message"] = message };
}
