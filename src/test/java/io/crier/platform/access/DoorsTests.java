package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class DoorsTests {
    private final Doors open = doors(AccessSettings.Reads.OPEN, "management.server.port=8081");
    private final Doors closed = doors(AccessSettings.Reads.CLOSED, "management.server.port=8081");

    private static Doors doors(AccessSettings.Reads reads, String... settings) {
        var environment = new MockEnvironment();
        for (var setting : settings) {
            var end = setting.indexOf('=');
            environment.setProperty(setting.substring(0, end), setting.substring(end + 1));
        }
        return new Doors(new AccessSettings(reads), environment);
    }

    private static ServerHttpRequest request(String method, String path) {
        return MockServerHttpRequest.method(HttpMethod.valueOf(method), path).build();
    }

    private static Grant grant(Set<Scope> scopes, boolean ticket) {
        return new Grant("a", "a", scopes, null, UUID.randomUUID(), null, ticket);
    }

    private static String needed(Doors doors, String method, String path) {
        var need = doors.need(request(method, path));
        if (!need.token()) {
            return "nothing";
        }
        return need.anyOf().isEmpty()
                ? "token"
                : need.anyOf().stream().map(Scope::word).sorted().collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/announcements, announcements:write, announcements:write",
        "PUT, /v1/announcements/1, announcements:write, announcements:write",
        "PATCH, /v1/announcements/1, announcements:write, announcements:write",
        "DELETE, /v1/announcements/1, announcements:write, announcements:write",
        "POST, /v1/announcements/batch, announcements:write, announcements:write",
        "TRACE, /v1/announcements, announcements:write, announcements:write",
        "PROPFIND, /v1/anything, announcements:write, announcements:write",
        "GET, /v1/announcements, nothing, announcements:read",
        "HEAD, /v1/announcements.ics, nothing, announcements:read",
        "OPTIONS, /v1/announcements, nothing, announcements:read",
        "GET, /v1/announcements/1/history, nothing, announcements:read",
        "GET, /v1/stream, nothing, announcements:read",
        "GET, /v1/changes, nothing, announcements:read",
        "GET, /v1/facets, nothing, announcements:read",
        "GET, /v1/whatever/comes/next, nothing, announcements:read",
        "GET, /v1/sources, nothing, announcements:read sources:manage",
        "GET, /v1/sources/1, nothing, announcements:read sources:manage",
        "POST, /v1/sources, sources:manage, sources:manage",
        "POST, /v1/sources/preview, sources:manage, sources:manage",
        "POST, /v1/sources/1/poll, sources:manage, sources:manage",
        "DELETE, /v1/sources/1, sources:manage, sources:manage",
        "GET, /v1/tokens, tokens:manage, tokens:manage",
        "HEAD, /v1/tokens, tokens:manage, tokens:manage",
        "OPTIONS, /v1/tokens/, tokens:manage, tokens:manage",
        "POST, /v1/tokens, tokens:manage, tokens:manage",
        "DELETE, /v1/tokens/1, tokens:manage, tokens:manage",
        "POST, /v1/tickets, token, announcements:read",
        "GET, /v1/tickets, nothing, announcements:read",
        "GET, /status/data, operations:read, operations:read",
        "GET, /status/data/, operations:read, operations:read",
        "GET, /status, nothing, nothing",
        "GET, /status/status.js, nothing, nothing",
        "GET, /, nothing, announcements:read",
        "GET, /announcements/1, nothing, announcements:read",
        "GET, /embed, nothing, announcements:read",
        "GET, /sitemap.xml, nothing, announcements:read",
        "GET, /V1/announcements, nothing, announcements:read",
        "GET, /v1%2Fannouncements, nothing, announcements:read",
        "GET, /embed.js, nothing, nothing",
        "GET, /openapi.json, nothing, nothing",
        "GET, /docs, nothing, nothing",
        "GET, /docs/docs.js, nothing, nothing",
        "GET, /css/crier.css, nothing, nothing",
        "GET, /sw.js, nothing, nothing",
        "GET, /actuator/health, nothing, nothing",
        "GET, /openapi.json/, nothing, announcements:read",
    })
    void whatIsAskedForNeedsWhatItSays(String method, String path, String ifOpen, String ifClosed) {
        assertThat(needed(open, method, path)).isEqualTo(ifOpen);
        assertThat(needed(closed, method, path)).isEqualTo(ifClosed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.server.port=8080",
                "management.server.port=",
                "server.address=127.0.0.1"
            })
    void whatOperatorsAreToldNeedsATokenWhereEverybodyReachesIt(String same) {
        for (var reads : AccessSettings.Reads.values()) {
            var doors = doors(reads, "server.port=8080", same);
            for (var path :
                    new String[] {
                        "/actuator",
                        "/actuator/",
                        "/actuator/health",
                        "/actuator/health/",
                        "/actuator/health/readiness/feed",
                        "/actuator/prometheus",
                        "/actuator/sources"
                    }) {
                assertThat(needed(doors, "GET", path)).as(path).isEqualTo("operations:read");
                assertThat(needed(doors, "POST", path)).as(path).isEqualTo("operations:read");
            }
            for (var probe : new String[] {"liveness", "readiness", "startup"}) {
                assertThat(needed(doors, "GET", "/actuator/health/" + probe)).isEqualTo("nothing");
            }
        }
    }

    @Test
    void operatorsAreToldUnderThePathThatIsSet() {
        var base = "management.endpoints.web.base-path=";
        var other = "management.server.port=8081";
        var apart = doors(AccessSettings.Reads.CLOSED, other, base + "/manage/");
        assertThat(needed(apart, "GET", "/manage/health")).isEqualTo("nothing");
        assertThat(needed(apart, "GET", "/actuator/health")).isEqualTo("announcements:read");
        var together = doors(AccessSettings.Reads.CLOSED, base + "/manage");
        assertThat(needed(together, "GET", "/manage/sources")).isEqualTo("operations:read");
        assertThat(needed(together, "GET", "/manage/health/liveness")).isEqualTo("nothing");
        var atTheRoot = doors(AccessSettings.Reads.CLOSED, other, base + "/");
        assertThat(needed(atTheRoot, "GET", "/")).isEqualTo("announcements:read");
        assertThat(needed(atTheRoot, "GET", "/health")).isEqualTo("announcements:read");
    }

    @Test
    void aTicketOpensStreamsAndNothingElse() {
        var ticket = grant(Set.of(), true);
        assertThat(closed.admit(ticket, request("GET", "/v1/stream"))).isTrue();
        for (var path :
                new String[] {
                    "/v1/announcements", "/v1/changes", "/", "/v1/tokens", "/v1/stream/"
                }) {
            assertThat(closed.admit(ticket, request("GET", path))).as(path).isFalse();
        }
        assertThat(closed.admit(ticket, request("POST", "/v1/stream"))).isFalse();
        assertThat(closed.admit(ticket, request("POST", "/v1/tickets"))).isFalse();
        assertThat(open.admit(ticket, request("POST", "/v1/tickets"))).isFalse();
    }

    @Test
    void eachScopeOpensItsOwnAndNoOther() {
        var doors =
                Stream.of(
                        request("POST", "/v1/announcements"),
                        request("GET", "/v1/announcements"),
                        request("POST", "/v1/sources"),
                        request("GET", "/status/data"),
                        request("POST", "/v1/tokens"));
        var scopes = EnumSet.allOf(Scope.class).iterator();
        var tried = 0;
        for (var request : (Iterable<ServerHttpRequest>) doors::iterator) {
            var own = scopes.next();
            for (var scope : Scope.values()) {
                assertThat(closed.admit(grant(Set.of(scope), false), request))
                        .as(scope + " for " + request.getPath())
                        .isEqualTo(scope == own);
                tried++;
            }
        }
        assertThat(tried).isEqualTo(25);
    }
}
