using System.Collections.Immutable;
using Basecamp.Manifests.Contracts;
using Basecamp.Tests;

namespace Basecamp.Manifests.Tests.Contracts;

/// <summary>The contracts of published charts: what people really write wrong.</summary>
public class PublishedChartsTests
{
    static readonly ChartContracts Contracts = ChartContracts.Load(ContractFiles.Charts);

    // The wrong path, the value, and the right path that the violation must suggest; the right path takes the same value.
    [Theory]
    [InlineData("alloy", "alloy.configMap.contents", "\"x\"", "alloy.configMap.content")]
    [InlineData("argo-cd", "repoServer.replica", "2", "repoServer.replicas")]
    [InlineData("argo-rollouts", "controller.replcas", "2", "controller.replicas")]
    [InlineData("argo-cd", "redis-ha.haproxy.enabld", "true", "redis-ha.haproxy.enabled")]
    [InlineData("cert-manager", "webhook.replicasCount", "2", "webhook.replicaCount")]
    [InlineData("cilium", "l2announcement.enabled", "true", "l2announcements")]
    [InlineData("cilium", "gatewayAPI.enable", "true", "gatewayAPI.enabled")]
    [InlineData("cloudnative-pg", "monitoring.podMonitorEnable", "true", "monitoring.podMonitorEnabled")]
    [InlineData("descheduler", "deschedulingIntervall", "\"5m\"", "deschedulingInterval")]
    [InlineData("external-secrets", "serviceMonitor.enable", "true", "serviceMonitor.enabled")]
    [InlineData("flux2", "prometheus.podMonitor.created", "true", "prometheus.podMonitor.create")]
    [InlineData("gatekeeper", "controllerManager.hostNetworks", "true", "controllerManager.hostNetwork")]
    [InlineData("keda", "prometheus.operator.serviceMonitor.enable", "true", "prometheus.operator.serviceMonitor.enabled")]
    [InlineData("kube-prometheus-stack", "prometheus.prometheusSpec.retentionsize", "\"10GB\"", "prometheus.prometheusSpec.retentionSize")]
    [InlineData("kube-prometheus-stack", "grafana.persistence.enable", "true", "grafana.persistence.enabled")]
    [InlineData("kube-prometheus-stack", "kube-state-metrics.replica", "2", "kube-state-metrics.replicas")]
    [InlineData("kube-prometheus-stack", "prometheus-node-exporter.hostRootFsMount.enable", "true", "prometheus-node-exporter.hostRootFsMount.enabled")]
    [InlineData("kured", "configuration.rebootDay", "[\"mo\"]", "configuration.rebootDays")]
    [InlineData("kyverno", "admissionController.replica", "3", "admissionController.replicas")]
    [InlineData("kyverno-policies", "policyTypes", "\"ValidatingPolicy\"", "policyType")]
    [InlineData("loki", "singleBinary.persistance", "{}", "singleBinary.persistence")]
    [InlineData("longhorn", "persistence.defaultClassReplicasCount", "2", "persistence.defaultClassReplicaCount")]
    [InlineData("longhorn", "defaultBackupStore.backupTargetCredentialsSecret", "\"s3\"", "defaultBackupStore.backupTargetCredentialSecret")]
    [InlineData("metallb", "speaker.tolerateMasters", "true", "speaker.tolerateMaster")]
    [InlineData("metallb", "frrk8s.enable", "false", "frrk8s.enabled")]
    [InlineData("metrics-server", "podDisruptionBudget.enable", "true", "podDisruptionBudget.enabled")]
    [InlineData("opentelemetry-collector", "modes", "\"daemonset\"", "mode")]
    [InlineData("plugin-barman-cloud", "certificate.createClientCertificates", "true", "certificate.createClientCertificate")]
    [InlineData("prometheus-adapter", "rules.customs", "[]", "rules.custom")]
    [InlineData("prometheus-operator-crds", "crds.annotation", "{}", "crds.annotations")]
    [InlineData("reflector", "configuration.logging.minimumlLevel", "\"Debug\"", "configuration.logging.minimumLevel")]
    [InlineData("sealed-secrets", "keyrenewalperiod", "\"720h\"", "keyrenewperiod")]
    [InlineData("seaweedfs", "master.data.storageclass", "\"fast\"", "master.data.storageClass")]
    [InlineData("tempo", "persistence.storageClassname", "\"fast\"", "persistence.storageClassName")]
    [InlineData("tigera-operator", "kubernetesServiceEndpoint.prot", "\"6444\"", "kubernetesServiceEndpoint.port")]
    [InlineData("traefik", "deployment.replica", "2", "deployment.replicas")]
    [InlineData("traefik", "ports.web.http.redirection", "{}", "ports.web.http.redirections")]
    [InlineData("valkey", "dataStorage.classname", "\"fast\"", "dataStorage.className")]
    [InlineData("vault", "server.ha.replica", "3", "server.ha.replicas")]
    [InlineData("velero", "snapshotEnabled", "false", "snapshotsEnabled")]
    public void A_misspelt_value_is_refused_with_the_right_one(string chart, string wrong, string json, string right)
    {
        var violation = Assert.Single(Check(chart, wrong, json));

        Assert.Equal((ContractRule.Unknown, right), (violation.Rule, violation.Suggestion));
        Assert.StartsWith(violation.Path, wrong, StringComparison.Ordinal);
        Assert.Empty(Check(chart, right + wrong[violation.Path.Length..], json));
    }

    [Theory]
    [InlineData("argo-cd", "applicationSet.enabled", "true", "applicationSet.replicas")]
    [InlineData("argo-cd", "configs.params.server.insecure", "true", @"configs.params.server\.insecure")]
    [InlineData("argo-cd", "installCRDs", "true", "crds.install")]
    [InlineData("argo-cd", "server.config", "{}", "configs.cm")]
    [InlineData("argo-cd", "server.ingress.hosts", "[]", "server.ingress.hostname")]
    [InlineData("argo-cd", "server.insecure", "true", @"configs.params.server\.insecure")]
    [InlineData("argo-cd", "server.rbacConfig", "{}", "configs.rbac")]
    [InlineData("argo-rollouts", "crds.install", "true", "installCRDs")]
    [InlineData("cert-manager", "config.enableGatewayAPI", "true", "config.gatewayAPI.enabled")]
    [InlineData("cert-manager", "installCRDs", "true", "crds.enabled")]
    [InlineData("cert-manager", "prometheus.serviceMonitor", "{}", "prometheus.servicemonitor")]
    [InlineData("cilium", "bgp.enabled", "true", "bgpControlPlane.enabled")]
    [InlineData("cilium", "encryption.strictMode.cidr", "\"10.42.0.0/16\"", "encryption.strictMode.egress.cidr")]
    [InlineData("cilium", "encryption.strictMode.enabled", "true", "encryption.strictMode.egress.enabled")]
    [InlineData("cilium", "externalIPs.enabled", "true", "kubeProxyReplacement")]
    [InlineData("cilium", "hostPort.enabled", "true", "kubeProxyReplacement")]
    [InlineData("cilium", "ipam.operator.clusterPoolIPv4PodCIDR", "\"10.42.0.0/16\"", "ipam.operator.clusterPoolIPv4PodCIDRList")]
    [InlineData("cilium", "kubeProxyReplacement", "\"strict\"", "true")]
    [InlineData("cilium", "localRedirectPolicy", "true", "localRedirectPolicies.enabled")]
    [InlineData("cilium", "nodePort.enabled", "true", "kubeProxyReplacement")]
    [InlineData("cilium", "tunnel", "\"vxlan\"", "tunnelProtocol")]
    [InlineData("cloudnative-pg", "monitoring.podMonitor.enabled", "true", "monitoring.podMonitorEnabled")]
    [InlineData("external-secrets", "crds.create", "true", "installCRDs")]
    [InlineData("external-secrets", "prometheus.enabled", "true", "serviceMonitor.enabled")]
    [InlineData("flux2", "imageReflectorController", "{}", "imageReflectionController")]
    [InlineData("keda", "installCRDs", "true", "crds.install")]
    [InlineData("keda", "operator.replicas", "2", "operator.replicaCount")]
    [InlineData("keda", "prometheus.metricsServer", "{}", "prometheus.metricServer")]
    [InlineData("kube-prometheus-stack", "alertmanager.alertmanagerSpec.storageSpec", "{}", "alertmanager.alertmanagerSpec.storage")]
    [InlineData("kube-prometheus-stack", "alertmanager.receivers", "[]", "alertmanager.config.receivers")]
    [InlineData("kube-prometheus-stack", "defaultRules.rules.kubeScheduler", "false", "defaultRules.rules.kubeSchedulerAlerting")]
    [InlineData("kube-prometheus-stack", "kubeControllerManager.service.enable", "false", "kubeControllerManager.service.enabled")]
    [InlineData("kube-prometheus-stack", "kubeletService", "{}", "prometheusOperator.kubeletService")]
    [InlineData("kube-prometheus-stack", "kubeStateMetrics.metricLabelsAllowlist", "[]", "kube-state-metrics.metricLabelsAllowlist")]
    [InlineData("kube-prometheus-stack", "nodeExporter.tolerations", "[]", "prometheus-node-exporter.tolerations")]
    [InlineData("kube-prometheus-stack", "prometheus.prometheusSpec.storage", "{}", "prometheus.prometheusSpec.storageSpec")]
    [InlineData("kube-prometheus-stack", "prometheus.retention", "\"10d\"", "prometheus.prometheusSpec.retention")]
    [InlineData("kyverno", "crds.groups.policies", "{}", "kyverno-api")]
    [InlineData("loki", "deploymentMode", "\"SingleBinary\"", "Monolithic")]
    [InlineData("loki", "minio.enabled", "true", "S3")]
    [InlineData("longhorn", "defaultSettings.backupTarget", "\"s3://b@r/\"", "defaultBackupStore.backupTarget")]
    [InlineData("longhorn", "defaultSettings.backupTargetCredentialSecret", "\"s3\"", "defaultBackupStore.backupTargetCredentialSecret")]
    [InlineData("longhorn", "defaultSettings.guaranteedEngineManagerCPU", "12", "guaranteedInstanceManagerCPU")]
    [InlineData("longhorn", "defaultSettings.orphanAutoDeletion", "true", "orphanResourceAutoDeletion")]
    [InlineData("metallb", "configInline", "{}", "IPAddressPool")]
    [InlineData("metallb", "controller.replicas", "2", "one replica")]
    [InlineData("prometheus-adapter", "prometheus.service", "{}", "prometheus.url")]
    [InlineData("sealed-secrets", "controller.create", "true", "createController")]
    [InlineData("sealed-secrets", "serviceMonitor.create", "true", "metrics.serviceMonitor.enabled")]
    [InlineData("tempo", "tempo.persistence", "{}", "persistence")]
    [InlineData("tempo", "persistence.storageClass", "\"fast\"", "persistence.storageClassName")]
    [InlineData("tigera-operator", "calicoNetwork", "{}", "installation.calicoNetwork")]
    [InlineData("traefik", "dashboard", "{}", "ingressRoute.dashboard")]
    [InlineData("traefik", "deployment.replicaCount", "2", "deployment.replicas")]
    [InlineData("traefik", "globalArguments", "[]", "additionalArguments")]
    [InlineData("traefik", "ingressClass.isDefault", "true", "ingressClass.isDefaultClass")]
    [InlineData("traefik", "logs.access", "{}", "accessLog")]
    [InlineData("traefik", "logs.general.level", "\"INFO\"", "log.level")]
    [InlineData("traefik", "ports.web.redirectTo", "{}", "ports.web.http.redirections.entryPoint")]
    [InlineData("traefik", "ports.web.redirections", "{}", "ports.web.http.redirections.entryPoint")]
    [InlineData("traefik", "ports.websecure.tls", "{}", "ports.websecure.http.tls")]
    [InlineData("traefik", "service.loadBalancerSourceRanges", "[]", "service.spec.loadBalancerSourceRanges")]
    [InlineData("traefik", "service.type", "\"NodePort\"", "service.spec.type")]
    [InlineData("valkey", "architecture", "\"replication\"", "replica.enabled")]
    [InlineData("valkey", "metrics.podMonitor.additionalLabels", "{}", "metrics.podMonitor.extraLabels")]
    [InlineData("valkey", "metrics.serviceMonitor.additionalLabels", "{}", "metrics.serviceMonitor.extraLabels")]
    [InlineData("valkey", "replicaCount", "2", "replica.replicas")]
    public void A_dead_value_is_refused_and_the_right_one_named(string chart, string path, string json, string right)
    {
        var violation = Assert.Single(Check(chart, path, json));

        Assert.Equal(ContractRule.Dead, violation.Rule);
        Assert.Contains(right, violation.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argo-rollouts", """{"controller": {"metrics": {"serviceMonitor": {"enabled": true}}}}""", """{"controller": {"metrics": {"enabled": true, "serviceMonitor": {"enabled": true}}}}""")]
    [InlineData("cilium", """{"hubble": {"ui": {"enabled": true}}}""", """{"hubble": {"ui": {"enabled": true}, "relay": {"enabled": true}}}""")]
    [InlineData("cilium", """{"hubble": {"metrics": {"serviceMonitor": {"enabled": true}}}}""", """{"hubble": {"metrics": {"enabled": ["dns"], "serviceMonitor": {"enabled": true}}}}""")]
    [InlineData("metallb", """{"speaker": {"frr": {"enabled": true}}}""", """{"speaker": {"frr": {"enabled": true}}, "frrk8s": {"enabled": false}}""")]
    [InlineData("loki", """{"lokiCanary": {"enabled": false}}""", """{"lokiCanary": {"enabled": false}, "test": {"enabled": false}}""")]
    [InlineData("kyverno-policies", """{"policyExclude": {}, "policyKind": "Policy"}""", """{"policyType": "ClusterPolicy", "policyKind": "Policy"}""")]
    public void A_value_that_does_nothing_alone_is_refused_alone(string chart, string alone, string whole)
    {
        Assert.Equal([ContractRule.Incomplete], Contract(chart).Check(ContractFiles.Json(alone)).Select(violation => violation.Rule));
        Assert.Empty(Contract(chart).Check(ContractFiles.Json(whole)));
    }

    [Theory]
    [InlineData("argo-cd", """{"configs": {"params": {"server.insecure": true}, "cm": {"anything.goes": "x"}}}""")]
    [InlineData("cilium", """{"kubeProxyReplacement": true, "ipam": {"operator": {"clusterPoolIPv4PodCIDRList": ["10.42.0.0/16"]}}, "operator": {"replicas": 1}}""")]
    [InlineData("kube-prometheus-stack", """{"grafana": {"grafana.ini": {"server": {"root_url": "https://x"}}}, "prometheus": {"prometheusSpec": {"storageSpec": {"volumeClaimTemplate": {"spec": {}}}, "nodeSelector": {"a": "b"}}}, "alertmanager": {"config": {"receivers": [{"name": "null"}]}}}""")]
    [InlineData("loki", """{"loki": {"limits_config": {"retention_period": "720h"}, "schemaConfig": {"configs": [{"from": "2024-01-01"}]}}}""")]
    [InlineData("opentelemetry-collector", """{"mode": "deployment", "config": {"exporters": {"otlp/tempo": {"endpoint": "tempo:4317"}}}}""")]
    [InlineData("tempo", """{"tempo": {"storage": {"trace": {"backend": "s3", "s3": {"bucket": "b"}}}}}""")]
    [InlineData("traefik", """{"service": {"spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Local"}}, "ports": {"web": {"http": {"redirections": {"entryPoint": {"to": "websecure"}}}}}}""")]
    public void What_a_chart_copies_through_is_free(string chart, string values) => Assert.Empty(Contract(chart).Check(ContractFiles.Json(values)));

    [Fact]
    public void Every_contract_can_be_read_and_none_lets_everything_pass()
    {
        Assert.Equal(34, Contracts.Charts.Count);
        Assert.All(Contracts.Charts, chart =>
        {
            Assert.StartsWith($"{chart} ", Contract(chart).Title, StringComparison.Ordinal);
            Assert.Equal("notAKeyOfAnyChart", Assert.Single(Check(chart, "notAKeyOfAnyChart", "1")).Path);
        });
    }

    [Fact]
    public void A_release_is_checked_with_the_contract_of_its_chart_and_version()
    {
        Assert.Empty(Contracts.Check("oci://quay.io/cilium/charts/cilium", "1.20.0", NoValues));
        Assert.Equal(["version"], Contracts.Check("cilium", "1.19.0", NoValues).Select(violation => violation.Path));
        Assert.Equal("cilium", Assert.Single(Contracts.Check("cillium", "1.20.0", NoValues)).Suggestion);
    }

    [Fact]
    public void Facts_about_workloads_are_of_the_version_of_the_contract()
    {
        var facts = Directory.GetFiles(RepositoryFiles.PathOf("tests/contracts/workloads"), "*.txt");

        Assert.Equal(31, facts.Length);
        Assert.All(facts, file => Assert.StartsWith(
            $"# {Contract(Path.GetFileNameWithoutExtension(file)).Title}, release ", File.ReadLines(file).First(), StringComparison.Ordinal));
    }

    static IReadOnlyList<ContractViolation> Check(string chart, string path, string json) => Contract(chart).Check(ContractFiles.At(path, json));

    static ChartContract Contract(string chart) => Contracts.Find(chart)!;

    static ImmutableDictionary<string, object> NoValues => ImmutableDictionary<string, object>.Empty;
}
