package io.crier.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.FileSystemUtils;

/** What Kustomize makes of the overlays: whether it is valid, and whether its parts fit. */
class OverlaysTests {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    /** The README's overlay of somebody's own. */
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "```\n(apiVersion: kustomize\\.config\\.k8s\\.io.*?)```", Pattern.DOTALL);

    /** In production these come from elsewhere: an operator by hand, and CloudNativePG. */
    private static final Set<String> SECRETS_FROM_OUTSIDE =
            Set.of("crier-token", "crier-database-app", "crier-database-ca", "crier-database-role");

    /** Kinds that a cluster knows only where somebody taught it. */
    private static final Set<String> TAUGHT = Set.of("monitoring.coreos.com", "postgresql.cnpg.io");

    /** The web server's, for requests under way (Boot's default). */
    private static final long SECONDS_FOR_REQUESTS = 30;

    /** The drain's own, beyond what is set. */
    private static final long SECONDS_OF_GRACE = 4;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void eachObjectIsWhatKubernetesKnows(String overlay) throws IOException {
        var manifests = Manifests.rendered(overlay);
        assertThat(manifests).hasSizeGreaterThan(10);
        assertThat(manifests)
                .allSatisfy(manifest -> assertThat(KubernetesTypes.fault(manifest)).isEmpty());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void eachObjectIsThereOnceAndInTheNamespace(String overlay) throws IOException {
        var manifests = Manifests.rendered(overlay);
        assertThat(manifests)
                .extracting(one -> one.type() + " " + one.name())
                .doesNotHaveDuplicates();
        assertThat(manifests)
                .filteredOn(one -> !one.kind().equals("Namespace"))
                .allSatisfy(one ->
                        assertThat(one.tree().at("/metadata/namespace").asText())
                                .isEqualTo("crier"));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void podsKeepToTheRestrictedProfile(String overlay) throws IOException {
        var pods = pods(Manifests.rendered(overlay));
        assertThat(pods).isNotEmpty();
        assertThat(pods).allSatisfy(pod -> assertThat(RestrictedProfile.violations(pod)).isEmpty());
    }

    private static List<PodSpec> pods(List<Manifest> manifests) {
        return Stream.concat(
                        of(manifests, "Deployment")
                                .map(one ->
                                        KubernetesTypes.as(one, Deployment.class)
                                                .getSpec()
                                                .getTemplate()),
                        of(manifests, "StatefulSet")
                                .map(one ->
                                        KubernetesTypes.as(one, StatefulSet.class)
                                                .getSpec()
                                                .getTemplate()))
                .map(template -> template.getSpec())
                .toList();
    }

    private static Stream<Manifest> of(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(one -> one.kind().equals(kind));
    }

    private static Set<String> names(List<Manifest> manifests, String kind) {
        return new HashSet<>(of(manifests, kind).map(Manifest::name).toList());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void whatPodsAreGivenIsThere(String overlay) throws IOException {
        var manifests = Manifests.rendered(overlay);
        var secrets = names(manifests, "Secret");
        if (overlay.equals("production")) {
            assertThat(secrets).isEmpty();
            secrets.addAll(SECRETS_FROM_OUTSIDE);
        }
        var trees = pods(manifests);
        assertThat(trees).isNotEmpty();
        for (var kind : List.of("Deployment", "StatefulSet")) {
            of(manifests, kind)
                    .forEach(one -> {
                        assertThat(texts(one.tree(), "secretKeyRef", "name")).isSubsetOf(secrets);
                        assertThat(texts(one.tree(), "secret", "secretName")).isSubsetOf(secrets);
                        assertThat(texts(one.tree(), "configMapRef", "name"))
                                .isSubsetOf(names(manifests, "ConfigMap"));
                    });
        }
    }

    private static List<String> texts(JsonNode tree, String holder, String field) {
        return tree.findValues(holder).stream()
                .filter(found -> found.has(field))
                .map(found -> found.path(field).asText())
                .toList();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void servicesLeadToPods(String overlay) throws IOException {
        var manifests = Manifests.rendered(overlay);
        var templates = templates(manifests);
        assertThat(of(manifests, "Service"))
                .isNotEmpty()
                .allSatisfy(service -> {
                    var selected =
                            templates.stream()
                                    .filter(template ->
                                            selects(
                                                    service.tree().at("/spec/selector"),
                                                    template.at("/metadata/labels")))
                                    .toList();
                    assertThat(selected).hasSize(1);
                    var ports =
                            selected.getFirst()
                                    .at("/spec/containers/0/ports")
                                    .findValuesAsText("name");
                    assertThat(ports)
                            .containsAll(
                                    service.tree()
                                            .at("/spec/ports")
                                            .findValuesAsText("targetPort"));
                });
        assertThat(of(manifests, "Ingress"))
                .allSatisfy(ingress -> {
                    var backend = ingress.tree().at("/spec/rules/0/http/paths/0/backend/service");
                    var service =
                            of(manifests, "Service")
                                    .filter(one -> one.name().equals(backend.path("name").asText()))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(service.tree().at("/spec/ports").findValuesAsText("name"))
                            .contains(backend.at("/port/name").asText());
                });
    }

    private static List<JsonNode> templates(List<Manifest> manifests) {
        return Stream.concat(of(manifests, "Deployment"), of(manifests, "StatefulSet"))
                .map(one -> one.tree().at("/spec/template"))
                .toList();
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        return selector.properties().stream()
                .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    /** All pods are cut off, and Crier and its database get back what they need. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void onlyWhatIsNamedGetsThrough(String overlay) throws IOException {
        var policies = of(Manifests.rendered(overlay), "NetworkPolicy").toList();
        assertThat(policies)
                .anySatisfy(policy -> {
                    assertThat(policy.tree().at("/spec/podSelector")).isEmpty();
                    assertThat(policy.tree().at("/spec/policyTypes"))
                            .extracting(JsonNode::asText)
                            .containsExactlyInAnyOrder("Ingress", "Egress");
                    assertThat(policy.tree().path("spec").has("ingress")).isFalse();
                    assertThat(policy.tree().path("spec").has("egress")).isFalse();
                });
        assertThat(policies)
                .extracting(Manifest::name)
                .contains("dns", "crier", "crier-to-database", "crier-database");
    }

    /** The addresses that a source could lead Crier to inside of the cluster or its cloud. */
    @Test
    void privateNetworksAreOutOfReach() throws IOException {
        var crier =
                of(Manifests.written(), "NetworkPolicy")
                        .filter(one -> one.name().equals("crier"))
                        .findFirst()
                        .orElseThrow();
        var block = crier.tree().at("/spec/egress/0/to/0/ipBlock");
        assertThat(block.path("cidr").asText()).isEqualTo("0.0.0.0/0");
        assertThat(block.path("except"))
                .extracting(JsonNode::asText)
                .contains(
                        "10.0.0.0/8",
                        "172.16.0.0/12",
                        "192.168.0.0/16",
                        "169.254.0.0/16",
                        "100.64.0.0/10",
                        "127.0.0.0/8");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void aPodIsGivenTheTimeThatItsEndTakes(String overlay) throws IOException {
        var manifests = Manifests.rendered(overlay);
        var settings = settings(manifests);
        var crier = of(manifests, "Deployment").findFirst().orElseThrow().tree();
        var pod = crier.at("/spec/template/spec");
        var preStop = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asLong();
        var drain =
                DurationStyle.detectAndParse(settings.path("CRIER_FEED_DRAIN").asText())
                        .toSeconds();
        assertThat(preStop).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asLong())
                .isGreaterThan(preStop + drain + SECONDS_OF_GRACE + SECONDS_FOR_REQUESTS);
        assertThat(crier.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    }

    private static JsonNode settings(List<Manifest> manifests) {
        return of(manifests, "ConfigMap")
                .filter(one -> one.name().startsWith("crier-"))
                .filter(one -> one.tree().path("data").has("CRIER_FEED_DRAIN"))
                .findFirst()
                .orElseThrow()
                .tree()
                .path("data");
    }

    /** A name that nothing reads would be ignored in silence. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void settingsAreThoseOfCrier(String overlay) throws IOException {
        var known = Settings.asEnvironmentVariables();
        assertThat(known).contains("CRIER_FEED_MAX_STREAMS", "SPRING_R2DBC_URL");
        assertThat(settings(Manifests.rendered(overlay)).properties())
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(known).contains(setting.getKey()));
    }

    @Test
    void theDemonstrationIsOneReplicaAndNeedsNothingElse() throws IOException {
        var manifests = Manifests.rendered("demo");
        assertThat(
                        of(manifests, "Deployment")
                                .findFirst()
                                .orElseThrow()
                                .tree()
                                .at("/spec/replicas")
                                .asInt())
                .isEqualTo(1);
        assertThat(names(manifests, "StatefulSet")).containsExactly("crier-database");
        assertThat(names(manifests, "HorizontalPodAutoscaler")).isEmpty();
        assertThat(manifests).noneMatch(one -> TAUGHT.contains(one.type().replaceFirst("/.*", "")));
    }

    @Test
    void productionHasThreeReplicasOnThreeDatabases() throws IOException {
        var manifests = Manifests.rendered("production");
        var scaler = of(manifests, "HorizontalPodAutoscaler").findFirst().orElseThrow().tree();
        assertThat(scaler.at("/spec/minReplicas").asInt()).isEqualTo(3);
        assertThat(
                        of(manifests, "Cluster")
                                .findFirst()
                                .orElseThrow()
                                .tree()
                                .at("/spec/instances")
                                .asInt())
                .isEqualTo(3);
        var crier = of(manifests, "Deployment").findFirst().orElseThrow().tree();
        // else each apply would undo what the autoscaler did
        assertThat(crier.at("/spec/replicas").isMissingNode()).isTrue();
        var spread = crier.at("/spec/template/spec/topologySpreadConstraints");
        assertThat(StreamSupport.stream(spread.spliterator(), false))
                .extracting(one -> one.path("topologyKey").asText())
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        var ingress = of(manifests, "Ingress").findFirst().orElseThrow().tree();
        assertThat(ingress.at("/spec/tls/0/hosts/0")).isEqualTo(ingress.at("/spec/rules/0/host"));
        assertThat(settings(manifests).path("CRIER_PUBLIC_URL").asText())
                .isEqualTo("https://" + ingress.at("/spec/rules/0/host").asText());
    }

    private static List<Manifest> renderedExample(Path directory) throws IOException {
        var example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        FileSystemUtils.copyRecursively(Manifests.HOME, directory.resolve("crier/k8s"));
        var own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(own.resolve("kustomization.yaml"), example.group(1));
        return Manifests.read("README", Programs.kustomize(own));
    }

    /** Nothing that has to be changed is left, and nothing else is changed. */
    @Test
    void anOverlayUponProductionChangesWhatItNames(@TempDir Path directory) throws IOException {
        var manifests = renderedExample(directory);
        assertThat(manifests)
                .hasSameSizeAs(Manifests.rendered("production"))
                .allSatisfy(manifest -> assertThat(KubernetesTypes.fault(manifest)).isEmpty());
        var crier = of(manifests, "Deployment").findFirst().orElseThrow().tree();
        assertThat(crier.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.org/crier:0.1.0");
        assertThat(texts(crier, "configMapRef", "name"))
                .isSubsetOf(names(manifests, "ConfigMap"))
                .isNotEmpty();
        var ingress = of(manifests, "Ingress").findFirst().orElseThrow().tree();
        assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("events.example.org");
        assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo("events.example.org");
        var settings = settings(manifests);
        assertThat(settings.path("CRIER_PUBLIC_URL").asText())
                .isEqualTo("https://events.example.org");
        assertThat(settings.path("CRIER_TRUSTED_PROXIES").asText()).isEqualTo("10.244.0.0/16");
        assertThat(settings.path("CRIER_FEED_DRAIN").asText()).isEqualTo("10s");
        var database = of(manifests, "Cluster").findFirst().orElseThrow().tree();
        assertThat(database.at("/spec/storage/size").asText()).isEqualTo("50Gi");
        var policy =
                of(manifests, "NetworkPolicy")
                        .filter(one -> one.name().equals("crier"))
                        .findFirst()
                        .orElseThrow();
        assertThat(policy.tree().at("/spec/egress").findValuesAsText("port"))
                .containsExactly("80", "443", "4318");
        assertThat(manifests).noneMatch(one -> one.tree().toString().contains("crier.example"));
    }
}
