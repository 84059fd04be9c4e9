package io.crier.platform.access;

import io.crier.platform.server.ApiPath;
import io.crier.platform.server.ManagementPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What opens what. A request goes through the first door that it stands before; paths are compared
 * as those of controllers are, and what is not named here is a read.
 */
@Component
public class Doors {
    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> ANY = Set.of();

    /** What is the same for everybody, and tells nothing of announcements. */
    private static final List<String> PUBLIC =
            List.of(
                    "/css/**",
                    "/docs/**",
                    "/embed.js",
                    "/icons/**",
                    "/js/**",
                    "/manifest.webmanifest",
                    "/messages/**",
                    "/openapi.json",
                    "/robots.txt",
                    "/status/**",
                    "/sw.js");

    private static final List<String> PROBES =
            List.of("/health/liveness", "/health/readiness", "/health/startup");

    private final boolean open;
    private final List<Door> doors;

    Doors(AccessSettings settings, Environment environment) {
        this.open = settings.reads() == AccessSettings.Reads.OPEN;
        var readers = open ? Need.NOTHING : Need.anyOf(Scope.ANNOUNCEMENTS_READ);
        var lookers = open ? readers : Need.anyOf(Scope.ANNOUNCEMENTS_READ, Scope.SOURCES_MANAGE);
        this.doors =
                Stream.of(
                                Stream.of(
                                        door(ANY, "/v1/tokens/**", Scope.TOKENS_MANAGE),
                                        new Door(
                                                Set.of(HttpMethod.POST),
                                                path("/v1/tickets/**"),
                                                open ? Need.TOKEN : readers),
                                        new Door(READING, path("/v1/sources/**"), lookers),
                                        new Door(READING, path("/v1/**"), readers),
                                        door(ANY, "/v1/sources/**", Scope.SOURCES_MANAGE),
                                        door(ANY, "/v1/**", Scope.ANNOUNCEMENTS_WRITE),
                                        door(ANY, "/status/data/**", Scope.OPERATIONS_READ)),
                                operators(environment),
                                PUBLIC.stream()
                                        .map(path -> new Door(ANY, path(path), Need.NOTHING)),
                                Stream.of(new Door(ANY, path("/**"), readers)))
                        .flatMap(one -> one)
                        .toList();
    }

    /**
     * What operators are told has a port that they alone can reach; on the one that everybody can,
     * it needs a token, but for what an orchestrator asks. Without a path of its own it is read as
     * all else.
     */
    private static Stream<Door> operators(Environment environment) {
        var base = ManagementPath.of(environment);
        if (base.isEmpty()) {
            return Stream.of();
        }
        var everything = path(base + "/**");
        if (ManagementPortType.get(environment) != ManagementPortType.SAME) {
            return Stream.of(new Door(ANY, everything, Need.NOTHING));
        }
        return Stream.concat(
                PROBES.stream().map(probe -> new Door(ANY, path(base + probe), Need.NOTHING)),
                Stream.of(new Door(ANY, everything, Need.anyOf(Scope.OPERATIONS_READ))));
    }

    /**
     * @param methods that it is for; empty for all
     */
    private record Door(Set<HttpMethod> methods, PathPattern path, Need need) {
        boolean isBefore(ServerHttpRequest request) {
            return (methods.isEmpty() || methods.contains(request.getMethod()))
                    && path.matches(request.getPath().pathWithinApplication());
        }
    }

    private static Door door(Set<HttpMethod> methods, String path, Scope scope) {
        return new Door(methods, path(path), Need.anyOf(scope));
    }

    private static PathPattern path(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    static boolean isReading(ServerHttpRequest request) {
        return READING.contains(request.getMethod());
    }

    static boolean isStream(ServerHttpRequest request) {
        return ApiPath.STREAM.isOf(request);
    }

    /** Whether everybody may read, with a token or without. */
    public boolean readsAreOpen() {
        return open;
    }

    /** What must be shown. */
    Need need(ServerHttpRequest request) {
        for (var door : doors) {
            if (door.isBefore(request)) {
                return door.need();
            }
        }
        throw new IllegalStateException("the last door is before everything");
    }

    /** Whether what was shown is enough. */
    boolean admit(Grant grant, ServerHttpRequest request) {
        return grant.ticket()
                ? isReading(request) && isStream(request)
                : need(request).isMetBy(grant.scopes());
    }
}
