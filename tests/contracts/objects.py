#!/usr/bin/env python3
"""Distils the object contracts (crds/*.txt, kubernetes/*.txt; format: crds/README.md) from published schemas.

  objects.py crd FILE... [--only GROUP/VERSION:KIND ...]  CustomResourceDefinitions in YAML: every served, undeprecated version
  objects.py json-schema GROUP FILE... --names KIND,... --namespaced KIND,...   one schema a kind, named kind_version.json
  objects.py openapi SWAGGER KIND...                      Kubernetes' own OpenAPI v2 document

Writes to standard output. --title TEXT becomes the first line.
"""
import argparse
import json
import re
import sys

SMALLEST_SHARED_TYPE = 6   # fields; a repeated object below that is cheaper to repeat than to name

# The OpenAPI v2 document names no allowed values, so these stand here, from the API reference's prose.
PROTOCOL = ["TCP", "UDP", "SCTP"]
OPENAPI_ENUMS = {
    "Container": {"imagePullPolicy": ["Always", "IfNotPresent", "Never"],
                  "terminationMessagePolicy": ["File", "FallbackToLogsOnError"]},
    "ContainerPort": {"protocol": PROTOCOL},
    "CronJobSpec": {"concurrencyPolicy": ["Allow", "Forbid", "Replace"]},
    "CSIDriverSpec": {"fsGroupPolicy": ["ReadWriteOnceWithFSType", "File", "None"]},
    "CustomResourceDefinitionSpec": {"scope": ["Cluster", "Namespaced"]},
    "DaemonSetUpdateStrategy": {"type": ["RollingUpdate", "OnDelete"]},
    "DeploymentStrategy": {"type": ["Recreate", "RollingUpdate"]},
    "HTTPGetAction": {"scheme": ["HTTP", "HTTPS"]},
    "HPAScalingPolicy": {"type": ["Pods", "Percent"]},
    "HPAScalingRules": {"selectPolicy": ["Max", "Min", "Disabled"]},
    "HTTPIngressPath": {"pathType": ["Exact", "Prefix", "ImplementationSpecific"]},
    "JobSpec": {"completionMode": ["NonIndexed", "Indexed"]},
    "LabelSelectorRequirement": {"operator": ["In", "NotIn", "Exists", "DoesNotExist"]},
    "LimitRangeItem": {"type": ["Container", "Pod", "PersistentVolumeClaim"]},
    "MetricTarget": {"type": ["Utilization", "Value", "AverageValue"]},
    "MetricSpec": {"type": ["ContainerResource", "External", "Object", "Pods", "Resource"]},
    "MutatingWebhook": {"failurePolicy": ["Ignore", "Fail"], "reinvocationPolicy": ["Never", "IfNeeded"],
                        "matchPolicy": ["Exact", "Equivalent"], "sideEffects": ["None", "NoneOnDryRun"]},
    "NetworkPolicyPort": {"protocol": PROTOCOL},
    "NetworkPolicySpec": {"policyTypes": ["Ingress", "Egress"]},
    "NodeSelectorRequirement": {"operator": ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]},
    "PersistentVolumeClaimSpec": {"volumeMode": ["Block", "Filesystem"],
                                  "accessModes": ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]},
    "PodDisruptionBudgetSpec": {"unhealthyPodEvictionPolicy": ["IfHealthyBudget", "AlwaysAllow"]},
    "PodSecurityContext": {"fsGroupChangePolicy": ["Always", "OnRootMismatch"]},
    "PodSpec": {"restartPolicy": ["Always", "OnFailure", "Never"],
                "dnsPolicy": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]},
    "PriorityClass": {"preemptionPolicy": ["Never", "PreemptLowerPriority"]},
    "RoleRef": {"kind": ["Role", "ClusterRole"], "apiGroup": ["rbac.authorization.k8s.io"]},
    "SeccompProfile": {"type": ["Localhost", "RuntimeDefault", "Unconfined"]},
    "AppArmorProfile": {"type": ["Localhost", "RuntimeDefault", "Unconfined"]},
    "ServicePort": {"protocol": PROTOCOL},
    "ServiceSpec": {"type": ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"],
                    "externalTrafficPolicy": ["Cluster", "Local"], "internalTrafficPolicy": ["Cluster", "Local"],
                    "ipFamilyPolicy": ["SingleStack", "PreferDualStack", "RequireDualStack"],
                    "ipFamilies": ["IPv4", "IPv6"], "sessionAffinity": ["ClientIP", "None"]},
    "StatefulSetPersistentVolumeClaimRetentionPolicy": {"whenDeleted": ["Retain", "Delete"], "whenScaled": ["Retain", "Delete"]},
    "StatefulSetSpec": {"podManagementPolicy": ["OrderedReady", "Parallel"]},
    "StatefulSetUpdateStrategy": {"type": ["RollingUpdate", "OnDelete"]},
    "StorageClass": {"reclaimPolicy": ["Delete", "Retain"], "volumeBindingMode": ["Immediate", "WaitForFirstConsumer"]},
    "Subject": {"kind": ["User", "Group", "ServiceAccount"]},
    "Taint": {"effect": ["NoSchedule", "PreferNoSchedule", "NoExecute"]},
    "Toleration": {"operator": ["Exists", "Equal", "Lt", "Gt"], "effect": ["NoSchedule", "PreferNoSchedule", "NoExecute"]},
    "TopologySpreadConstraint": {"whenUnsatisfiable": ["DoNotSchedule", "ScheduleAnyway"],
                                 "nodeAffinityPolicy": ["Honor", "Ignore"], "nodeTaintsPolicy": ["Honor", "Ignore"]},
    "ValidatingAdmissionPolicyBindingSpec": {"validationActions": ["Deny", "Warn", "Audit"]},
    "ValidatingAdmissionPolicySpec": {"failurePolicy": ["Ignore", "Fail"]},
    "ValidatingWebhook": {"failurePolicy": ["Ignore", "Fail"], "matchPolicy": ["Exact", "Equivalent"],
                          "sideEffects": ["None", "NoneOnDryRun"]},
    "VolumeMount": {"mountPropagation": ["None", "HostToContainer", "Bidirectional"]},
}

OPENAPI_SCALARS = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "quantity",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "int-or-string",
    "io.k8s.apimachinery.pkg.runtime.RawExtension": "any",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "any",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "string",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "string",
}

# Filled in by the API server and never written by people.
SERVER_SIDE = {"status"}
METADATA = ["annotations {}string", "creationTimestamp string", "deletionGracePeriodSeconds integer", "deletionTimestamp string",
            "finalizers []string", "generateName string", "generation integer", "labels {}string", "managedFields []any",
            "name string", "namespace string", "ownerReferences []any", "resourceVersion string", "selfLink string", "uid string"]


def key_of(name):
    return name.replace("\\", "\\\\").replace(".", "\\.").replace(" ", "\\s")


def enum_of(schema):
    values = [v for v in schema.get("enum", []) if v is not None]
    return " enum=" + json.dumps(values, separators=(",", ":"), ensure_ascii=False) if values else ""


class Distiller:
    """Turns schemas into lines; an object that occurs again becomes a named type."""

    def __init__(self):
        self.seen = {}       # canonical text of an object -> occurrences
        self.names = {}      # canonical text of a shared object -> type name
        self.taken = set()
        self.types = {}      # type name -> lines

    @staticmethod
    def canonical(schema):
        def strip(node):
            if isinstance(node, dict):
                return {k: strip(v) for k, v in node.items() if k not in ("description", "default", "title", "example", "pattern",
                        "x-kubernetes-validations", "maxLength", "minLength", "maxItems", "minItems", "maximum", "minimum")
                        or isinstance(v, dict) and k not in ("default", "example")}
            if isinstance(node, list):
                return [strip(v) for v in node]
            return node
        return json.dumps(strip(schema), sort_keys=True)

    def count(self, schema):
        if not isinstance(schema, dict):
            return
        if schema.get("properties"):
            text = self.canonical(schema)
            self.seen[text] = self.seen.get(text, 0) + 1
            if self.seen[text] > 1:
                return
        for child in (schema.get("properties") or {}).values():
            self.count(child)
        for name in ("items", "additionalProperties"):
            self.count(schema.get(name))

    def shape(self, schema, hint):
        """The line's type, and the object whose fields follow below (None when there is none)."""
        if schema is True or not isinstance(schema, dict):
            return "any", None
        if schema.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
            return ("quantity" if "KMGTPE" in schema.get("pattern", "") else "int-or-string"), None
        kind = schema.get("type")
        if isinstance(kind, list):
            kinds = [k for k in kind if k != "null"]
            kind = kinds[0] if len(kinds) == 1 else "int-or-string" if set(kinds) == {"integer", "string"} else None
        branches = [b for name in ("anyOf", "oneOf") for b in schema.get(name, [])]
        if kind is None and {b.get("type") for b in branches} == {"integer", "string"}:
            return "int-or-string", None
        if schema.get("x-kubernetes-embedded-resource"):
            return "any", None
        if schema.get("properties"):
            text = self.canonical(schema)
            if self.seen.get(text, 0) > 1 and len(schema["properties"]) >= SMALLEST_SHARED_TYPE:
                return "@" + self.shared(text, schema, hint), None
            return "object", schema
        if kind == "array":
            inner, below = self.shape(schema.get("items", True), hint)
            return "[]" + inner, below
        if kind == "object":
            values = schema.get("additionalProperties")
            if isinstance(values, dict) and values and not schema.get("x-kubernetes-preserve-unknown-fields"):
                inner, below = self.shape(values, hint)
                return "{}" + inner, below
            return "{}any", None
        if kind in ("string", "integer", "number", "boolean"):
            return kind + enum_of(schema), None
        return "any", None

    def shared(self, text, schema, hint):
        if text not in self.names:
            name = hint[:1].upper() + hint[1:]
            number = 2
            while name in self.taken:
                name, number = f"{hint[:1].upper()}{hint[1:]}{number}", number + 1
            self.taken.add(name)
            self.names[text] = name
            self.types[name] = []
            self.types[name] = list(self.fields(schema, ""))
        return self.names[text]

    def fields(self, schema, prefix):
        required = set(schema.get("required") or [])
        if schema.get("x-kubernetes-preserve-unknown-fields") or schema.get("additionalProperties") is True:
            yield f"{prefix}* any"
        for name, child in sorted(schema["properties"].items()):
            shape, below = self.shape(child, re.sub(r"\W", "", name) or "Field")
            path = prefix + key_of(name)
            shape, _, enum = shape.partition(" ")
            # `required` before the enum, whose values may hold spaces
            yield f"{path} {shape}" + (" required" if name in required else "") + (f" {enum}" if enum else "")
            if below is not None:
                lead, rest = path, shape
                while rest.startswith(("[]", "{}")):
                    lead, rest = lead + ("[]" if rest.startswith("[]") else ".*"), rest[2:]
                yield from self.fields(below, lead + ".")


def kind_lines(distiller, api, kind, scope, schema):
    properties = dict(schema.get("properties") or {})
    for name in {"apiVersion", "kind", "metadata"} | SERVER_SIDE:
        properties.pop(name, None)
    yield f"[{api} {kind} {scope}]"
    yield from ["apiVersion string required", "kind string required", "metadata @ObjectMeta", "status any"]
    body = dict(schema, properties=properties, required=[r for r in schema.get("required") or [] if r in properties])
    yield from distiller.fields(body, "") if properties or schema.get("x-kubernetes-preserve-unknown-fields") else []


def print_all(title, kinds, types):
    print(f"# {title}")
    for lines in kinds:
        print("\n" + "\n".join(lines))
    for name, lines in sorted(types.items()):
        print("\n" + "\n".join([f"[@{name}]", *lines]))


def crd(options):
    import yaml
    yaml.CSafeLoader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)   # a bare = is text
    distiller, found = Distiller(), []
    for path in options.files:
        with open(path, encoding="utf-8") as file:
            for document in yaml.load_all(file, Loader=yaml.CSafeLoader):
                if not document or document.get("kind") != "CustomResourceDefinition":
                    continue
                spec = document["spec"]
                for version in spec["versions"]:
                    api, kind = f"{spec['group']}/{version['name']}", spec["names"]["kind"]
                    wanted = f"{api}:{kind}" in options.only if options.only else True
                    if wanted and version.get("served") and not version.get("deprecated"):
                        found.append((api, kind, spec["scope"].lower(), version["schema"]["openAPIV3Schema"]))
    for _, _, _, schema in found:
        distiller.count({k: v for k, v in schema.items() if k != "properties"}
                        | {"properties": {k: v for k, v in (schema.get("properties") or {}).items() if k not in SERVER_SIDE}})
    finish(options, distiller, found)


def json_schema(options):
    distiller, found = Distiller(), []
    group, *files = options.files
    for path in files:
        version = path.rsplit("_", 1)[1].removesuffix(".json")
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        kind = options.names[path.rsplit("/", 1)[-1].rsplit("_", 1)[0]]
        found.append((f"{group}/{version}", kind, "namespaced" if kind in options.namespaced else "cluster", schema))
        distiller.count(schema)
    finish(options, distiller, found)


def finish(options, distiller, found):
    distiller.taken.add("ObjectMeta")
    kinds = [list(kind_lines(distiller, *entry)) for entry in sorted(found, key=lambda entry: (entry[0], entry[1]))]
    print_all(options.title, kinds, {"ObjectMeta": METADATA} | distiller.types)


def openapi(options):
    swagger, *wanted = options.files
    with open(swagger, encoding="utf-8") as file:
        document = json.load(file)
    definitions, kinds, types = document["definitions"], [], {}
    namespaced = {json.dumps(operation["x-kubernetes-group-version-kind"], sort_keys=True)
                  for path, operations in document["paths"].items() if "/namespaces/{namespace}/" in path
                  for operation in operations.values() if isinstance(operation, dict) and "x-kubernetes-group-version-kind" in operation}
    short_names = {}

    def short(reference):
        name = reference.rsplit("/", 1)[-1]
        parts = name.split(".")
        candidate = parts[-1]
        owner = short_names.setdefault(candidate, name)
        if owner != name:   # two groups use one name: the group's folder tells them apart
            candidate = f"{parts[-3]}.{parts[-2]}.{candidate}"
        return name, candidate

    def shape(schema):
        if "$ref" in schema:
            name, candidate = short(schema["$ref"])
            if name in OPENAPI_SCALARS:
                return OPENAPI_SCALARS[name]
            definition = definitions[name]
            if not definition.get("properties"):
                return definition.get("type") if definition.get("type") == "string" else "any"
            if candidate not in types:
                types[candidate] = []
                types[candidate] = fields(definition, candidate.rsplit(".", 1)[-1])
            return "@" + candidate
        kind = schema.get("type")
        if kind == "array":
            return "[]" + shape(schema["items"])
        if kind == "object":
            return "{}" + (shape(schema["additionalProperties"]) if schema.get("additionalProperties") else "any")
        return kind or "any"

    def fields(definition, owner, top=False):
        required = set(definition.get("required", [])) | ({"apiVersion", "kind"} if top else set())
        lines = []
        for name, child in sorted(definition["properties"].items()):
            if name in SERVER_SIDE and "x-kubernetes-group-version-kind" in definition:
                lines.append(f"{name} any")
                continue
            values = OPENAPI_ENUMS.get(owner, {}).get(name)
            lines.append(f"{key_of(name)} {shape(child)}" + (" required" if name in required else "")
                         + (" enum=" + json.dumps(values, separators=(",", ":")) if values else ""))
        return lines

    for token in wanted:
        api, kind = token.split(":")
        group, _, version = api.rpartition("/")
        name, definition = next(
            (name, d) for name, d in definitions.items() for gvk in d.get("x-kubernetes-group-version-kind", [])
            if (gvk["group"], gvk["version"], gvk["kind"]) == (group, version, kind))
        gvk = json.dumps(dict(group=group, kind=kind, version=version), sort_keys=True)
        scope = "namespaced" if gvk in namespaced else "cluster"
        kinds.append([f"[{api} {kind} {scope}]", *fields(definition, kind, top=True)])
    print_all(options.title, kinds, types)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", choices=["crd", "json-schema", "openapi"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--title", default="")
    parser.add_argument("--names", type=lambda text: {name.lower(): name for name in text.split(",")}, default={})
    parser.add_argument("--namespaced", type=lambda text: text.split(","), default=[])
    options = parser.parse_args()
    {"crd": crd, "json-schema": json_schema, "openapi": openapi}[options.source](options)


if __name__ == "__main__":
    sys.exit(main())
