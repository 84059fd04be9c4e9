package io.crier.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down; what overlays make of it is in {@link OverlaysTests}. */
class ManifestsTests {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @Test
    void theyAreThere() throws IOException {
        assertThat(Manifests.written())
                .extracting(Manifest::kind)
                .contains(
                        "Deployment",
                        "StatefulSet",
                        "Service",
                        "ServiceAccount",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "NetworkPolicy",
                        "Ingress",
                        "ServiceMonitor",
                        "PodMonitor",
                        "PrometheusRule",
                        "Cluster");
    }

    static List<Manifest> written() throws IOException {
        return Manifests.written();
    }

    @ParameterizedTest
    @MethodSource("written")
    void eachIsWhatKubernetesKnows(Manifest manifest) {
        var tree = manifest.tree().<ObjectNode>deepCopy();
        // a patch may tell how it is merged
        tree.findParents("$patch").forEach(ManifestsTests::withoutDirective);
        assertThat(KubernetesTypes.fault(new Manifest(manifest.origin(), tree))).isEmpty();
    }

    private static void withoutDirective(JsonNode parent) {
        ((ObjectNode) parent).remove("$patch");
    }

    private static Manifest base(String kind, String name) throws IOException {
        return Manifests.written().stream()
                .filter(one -> one.origin().startsWith("base/"))
                .filter(one -> one.kind().equals(kind) && one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The same with one value set, which is given as JSON. */
    private static Manifest changed(Manifest manifest, String place, String json)
            throws IOException {
        var tree = manifest.tree().deepCopy();
        var parent = (ObjectNode) tree.at(place.substring(0, place.lastIndexOf('/')));
        var value = Manifests.read("test", "value: " + json).getFirst().tree().get("value");
        parent.set(place.substring(place.lastIndexOf('/') + 1), value);
        return new Manifest("changed", tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Deployment | /spec/template/spec/containers/0/readOnlyRootFilesystem | true | readOnlyRootFilesystem",
                "Deployment | /spec/template/spec/containers/0/lifecycle/preStop/sleep/second | 5 | second",
                "Deployment | /spec/strategy/rollingUpdate/maxSurges | 1 | maxSurges",
                "Deployment | /metadata/label | {} | label",
                "Deployment | /spec/template/spec/terminationGracePeriodSeconds | '60' | terminationGracePeriodSeconds",
                "Deployment | /spec/template/metadata/labels/number | 5 | number",
                "Deployment | /spec/template/spec/containers | {} | containers",
                "HorizontalPodAutoscaler | /spec/behavior/scaleDown/stabilisationWindowSeconds | 5 | stabilisationWindowSeconds",
                "PodDisruptionBudget | /spec/unhealthyPodEvictionPolicies | AlwaysAllow | unhealthyPodEvictionPolicies",
                "Ingress | /metadata/annotations/timeout | 75 | timeout",
                "Ingress | /spec/rules/0/http/paths/0/backend/serviceName | crier | serviceName",
                "NetworkPolicy | /spec/podselector | {} | podselector",
                "ServiceMonitor | /spec/endpoints/0/intervall | 15s | intervall",
                "PrometheusRule | /spec/groups/0/rules/4/annotation | {} | annotation",
                "ServiceAccount | /apiVersion | v2 | v2 ServiceAccount",
            })
    void aMistakeIsFound(String kind, String place, String json, String named) throws IOException {
        assertThat(KubernetesTypes.fault(changed(base(kind, "crier"), place, json)))
                .hasValueSatisfying(fault -> assertThat(fault).contains(named));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/spec/instance | 3 | instance",
                "/spec/postgresql/synchronous/method | every | every",
                "/spec/postgresql/parameters/max_connections | 150 | max_connections",
                "/spec/bootstrap/initdb/locale | C | locale",
                "/spec/storage | null | storage",
            })
    void aMistakeIsFoundInTheDatabasesClusterToo(String place, String json, String named)
            throws IOException {
        var cluster =
                Manifests.written().stream()
                        .filter(one -> one.kind().equals("Cluster"))
                        .findFirst()
                        .orElseThrow();
        var changed = changed(cluster, place, json.equals("null") ? "{}" : json);
        if (json.equals("null")) {
            ((ObjectNode) changed.tree().at("/spec")).remove("storage");
        }
        assertThat(KubernetesTypes.fault(changed))
                .hasValueSatisfying(fault -> assertThat(fault).contains(named));
    }

    @Test
    void aKeyThatIsThereTwiceIsFound() {
        assertThat(catchThrowable(() -> Manifests.read("test", "a: 1\na: 2\n")))
                .hasMessageContaining("Duplicate");
    }

    private static PodSpec pod(Manifest deployment) {
        return KubernetesTypes.as(deployment, Deployment.class).getSpec().getTemplate().getSpec();
    }

    @Test
    void crierKeepsToTheRestrictedProfile() throws IOException {
        assertThat(RestrictedProfile.violations(pod(base("Deployment", "crier")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/spec/template/spec/hostNetwork | true | host namespaces: hostNetwork",
                "/spec/template/spec/hostPID | true | host namespaces: hostPID",
                "/spec/template/spec/hostIPC | true | host namespaces: hostIPC",
                "/spec/template/spec/automountServiceAccountToken | true | service account token: mounted",
                "/spec/template/spec/volumes | [{name: logs, hostPath: {path: /var/log}}] | volume types: logs",
                "/spec/template/spec/volumes | [{name: share, nfs: {server: a, path: /}}] | volume types: share",
                "/spec/template/spec/securityContext/runAsNonRoot | false | running as non-root: crier",
                "/spec/template/spec/securityContext/runAsUser | 0 | running as non-root user: pod",
                "/spec/template/spec/securityContext/seccompProfile | {type: Unconfined} | seccomp: crier",
                "/spec/template/spec/securityContext/sysctls | [{name: kernel.msgmax, value: '1'}] | sysctls: kernel.msgmax",
                "/spec/template/spec/containers/0/securityContext/privileged | true | privileged containers: crier",
                "/spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | true | privilege escalation: crier",
                "/spec/template/spec/containers/0/securityContext/runAsNonRoot | false | running as non-root: crier",
                "/spec/template/spec/containers/0/securityContext/runAsUser | 0 | running as non-root user: crier",
                "/spec/template/spec/containers/0/securityContext/seccompProfile | {type: Unconfined} | seccomp: crier",
                "/spec/template/spec/containers/0/securityContext/capabilities | {drop: [NET_RAW]} | capabilities: crier",
                "/spec/template/spec/containers/0/securityContext/capabilities | {drop: [ALL], add: [SYS_PTRACE]} | capabilities: crier",
                "/spec/template/spec/containers/0/securityContext/procMount | Unmasked | /proc mount type: crier",
                "/spec/template/spec/containers/0/securityContext/windowsOptions | {hostProcess: true} | host process: crier",
                "/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | read-only root: crier",
                "/spec/template/spec/containers/0/ports | [{containerPort: 8080, hostPort: 80}] | host ports: crier",
                "/spec/template/spec/containers/0/livenessProbe/httpGet/host | 127.0.0.1 | host probes: crier",
                "/spec/template/spec/containers/0/resources/limits | {} | memory limit: crier",
                "/spec/template/spec/initContainers | [{name: first}] | capabilities: first",
            })
    void aViolationIsFound(String place, String json, String violation) throws IOException {
        var deployment = changed(base("Deployment", "crier"), place, json);
        assertThat(RestrictedProfile.violations(pod(deployment))).contains(violation);
    }

    /** A variable that is named in another one is only put in if it stands before it. */
    @Test
    void theDatabasesAddressIsPutTogetherOfWhatStandsBeforeIt() throws IOException {
        var container = base("Deployment", "crier").tree().at(CONTAINER);
        var before = new ArrayList<String>();
        var address = "";
        for (var variable : container.path("env")) {
            if (variable.path("name").asText().equals("SPRING_R2DBC_URL")) {
                address = variable.path("value").asText();
                break;
            }
            before.add("$(" + variable.path("name").asText() + ")");
        }
        assertThat(address).startsWith("r2dbc:postgresql://");
        for (var name : before) {
            address = address.replace(name, "x");
        }
        assertThat(address).doesNotContain("$(");
    }
}
