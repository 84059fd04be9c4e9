package io.crier.cluster;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The profile "restricted" of Kubernetes' Pod Security Standards, which has "baseline" in it, rule
 * by rule; and beyond it what this repository asks of itself.
 */
final class RestrictedProfile {
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SAFE_SYSCTLS =
            Set.of(
                    "kernel.shm_rmid_forced",
                    "net.ipv4.ip_local_port_range",
                    "net.ipv4.ip_unprivileged_port_start",
                    "net.ipv4.tcp_syncookies",
                    "net.ipv4.ping_group_range");

    private final PodSpec pod;
    private final List<String> violations = new ArrayList<>();

    private RestrictedProfile(PodSpec pod) {
        this.pod = pod;
    }

    /** What is against it, each with the rule and the place. */
    static List<String> violations(PodSpec pod) {
        var profile = new RestrictedProfile(pod);
        profile.checkPod();
        Stream.of(pod.getInitContainers(), pod.getContainers())
                .flatMap(List::stream)
                .forEach(profile::checkContainer);
        return profile.violations;
    }

    private void checkPod() {
        forbid("host namespaces", pod.getHostNetwork(), "hostNetwork");
        forbid("host namespaces", pod.getHostPID(), "hostPID");
        forbid("host namespaces", pod.getHostIPC(), "hostIPC");
        forbid(
                "service account token",
                !Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                "mounted");
        for (var volume : pod.getVolumes()) {
            forbid("volume types", !isAllowed(volume), volume.getName());
        }
        var context = pod.getSecurityContext();
        if (context != null) {
            forbid("running as non-root user", isRoot(context.getRunAsUser()), "pod");
            for (var sysctl : context.getSysctls()) {
                forbid("sysctls", !SAFE_SYSCTLS.contains(sysctl.getName()), sysctl.getName());
            }
        }
    }

    private static boolean isAllowed(Volume volume) {
        return Stream.of(
                                volume.getConfigMap(),
                                volume.getCsi(),
                                volume.getDownwardAPI(),
                                volume.getEmptyDir(),
                                volume.getEphemeral(),
                                volume.getPersistentVolumeClaim(),
                                volume.getProjected(),
                                volume.getSecret())
                        .filter(Objects::nonNull)
                        .count()
                == 1;
    }

    private void checkContainer(Container container) {
        var name = container.getName();
        var context =
                Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        forbid("privileged containers", context.getPrivileged(), name);
        forbid(
                "privilege escalation",
                !Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()),
                name);
        forbid("running as non-root", !mustNotBeRoot(context), name);
        forbid("running as non-root user", isRoot(context.getRunAsUser()), name);
        forbid("seccomp", !isConfined(context), name);
        forbid("capabilities", !areDropped(context.getCapabilities()), name);
        forbid(
                "/proc mount type",
                context.getProcMount() != null && !context.getProcMount().equals("Default"),
                name);
        forbid("host process", context.getWindowsOptions() != null, name);
        for (var port : container.getPorts()) {
            forbid("host ports", port.getHostPort() != null && port.getHostPort() != 0, name);
        }
        for (var probe :
                Stream.of(
                                container.getLivenessProbe(),
                                container.getReadinessProbe(),
                                container.getStartupProbe())
                        .filter(Objects::nonNull)
                        .toList()) {
            forbid(
                    "host probes",
                    probe.getHttpGet() != null && probe.getHttpGet().getHost() != null,
                    name);
        }
        forbid("read-only root", !Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), name);
        var resources = container.getResources();
        forbid(
                "memory limit",
                resources == null || !resources.getLimits().containsKey("memory"),
                name);
    }

    /** The container's word counts before the pod's. */
    private boolean mustNotBeRoot(SecurityContext context) {
        var own = context.getRunAsNonRoot();
        var pods =
                pod.getSecurityContext() == null
                        ? null
                        : pod.getSecurityContext().getRunAsNonRoot();
        return Boolean.TRUE.equals(own == null ? pods : own);
    }

    private boolean isConfined(SecurityContext context) {
        var own = context.getSeccompProfile();
        var pods =
                pod.getSecurityContext() == null
                        ? null
                        : pod.getSecurityContext().getSeccompProfile();
        return isConfined(own == null ? pods : own);
    }

    private static boolean isConfined(@Nullable SeccompProfile profile) {
        return profile != null && SECCOMP.contains(profile.getType());
    }

    private static boolean areDropped(@Nullable Capabilities capabilities) {
        return capabilities != null
                && capabilities.getDrop().contains("ALL")
                && Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd());
    }

    private static boolean isRoot(@Nullable Long user) {
        return user != null && user == 0;
    }

    private void forbid(String rule, @Nullable Boolean broken, String place) {
        if (Boolean.TRUE.equals(broken)) {
            violations.add("%s: %s".formatted(rule, place));
        }
    }
}
