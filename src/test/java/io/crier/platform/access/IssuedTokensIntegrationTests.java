package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.RSAKey;
import io.crier.CrierClient;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.NestedExceptionUtils;

/** With an issuer that answers, after it was away while Crier started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuedTokensIntegrationTests {
    private static final String SETTING = "spring.security.oauth2.resourceserver.jwt.";
    private static final String WRITE = "announcements:write";
    private static final String BODY = "{\"title\":\"A\"}";

    private Issuer issuer;
    private Replica replica;
    private CrierClient crier;

    @BeforeAll
    void start() throws IOException {
        issuer = new Issuer();
        replica =
                Replica.on(
                        TestDatabase.fresh(),
                        SETTING + "issuer-uri=" + issuer.uri(),
                        SETTING + "audiences=other," + Issuer.AUDIENCE);
        crier = replica.client();
        // Its port is taken, and nobody answers there: this waits until it was given up.
        var early = crier.with(issuer.token(WRITE)).post("/v1/announcements", BODY);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.header("Retry-After")).isPresent();
        assertThat(early.text("/detail")).contains("issuer");
        assertThat(crier.post("/v1/announcements", BODY).status()).isEqualTo(201);
        issuer.open();
    }

    @AfterAll
    void stop() {
        replica.close();
        issuer.close();
    }

    private int status(String token) {
        return crier.with(token).post("/v1/announcements", BODY).status();
    }

    @Test
    void aTokenThatIsGoodLetsInForItsScopes() {
        assertThat(status(issuer.token(WRITE))).isEqualTo(201);
        assertThat(status(issuer.token("openid profile " + WRITE))).isEqualTo(201);
        var list =
                issuer.token(
                        "", claims -> claims.claim("scope", null).claim("scp", List.of(WRITE)));
        assertThat(status(list)).isEqualTo(201);
        var accessToken =
                Issuer.signed(
                        issuer.key(), issuer.claims(WRITE).build(), new JOSEObjectType("at+jwt"));
        assertThat(status(accessToken)).isEqualTo(201);
    }

    @Test
    void aTokenForSomethingElseIsToldWhichScopeIsNeeded() {
        for (var scope :
                List.of("", "announcements", "announcements:read", "ANNOUNCEMENTS:WRITE")) {
            var refused = crier.with(issuer.token(scope)).post("/v1/announcements", BODY);
            assertThat(refused.status()).as(scope).isEqualTo(403);
            assertThat(refused.header("WWW-Authenticate").orElse(""))
                    .contains("insufficient_scope", WRITE);
        }
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertThat(status(issuer.token(WRITE, claims -> claims.issuer("https://other.example"))))
                .isEqualTo(401);
        assertThat(status(issuer.token(WRITE, claims -> claims.issuer(null)))).isEqualTo(401);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThat(status(issuer.token(WRITE, claims -> claims.audience("shop")))).isEqualTo(401);
        assertThat(status(issuer.token(WRITE, claims -> claims.audience(List.of()))))
                .isEqualTo(401);
        assertThat(status(issuer.token(WRITE, claims -> claims.audience(List.of("shop", "other")))))
                .isEqualTo(201);
    }

    @Test
    void aTokenThatNamesNobodyIsRefused() {
        for (var name : new String[] {null, "", " "}) {
            assertThat(status(issuer.token(WRITE, claims -> claims.subject(name))))
                    .as(name)
                    .isEqualTo(401);
        }
        var program =
                issuer.token(WRITE, claims -> claims.subject(null).claim("client_id", "a program"));
        assertThat(status(program)).isEqualTo(201);
    }

    @Test
    void aProgramIsNotTheUserOfTheSameName() {
        var user = crier.with(issuer.token(WRITE, claims -> claims.subject("same")));
        var program =
                crier.with(
                        issuer.token(
                                WRITE, claims -> claims.subject(null).claim("client_id", "same")));
        var key = new String[] {"Idempotency-Key", "same"};
        var ids =
                Stream.of(user, program, user)
                        .map(by -> by.post("/v1/announcements", BODY, key).text("/id"))
                        .toList();
        assertThat(ids.get(1)).isNotEqualTo(ids.get(0));
        assertThat(ids.get(2)).isEqualTo(ids.get(0));
    }

    /**
     * It ends in minutes, since its issuer gives the next one; what it makes is not bound by that.
     */
    @Test
    void aJwtMakesTokensThatOutliveIt() {
        var manager = crier.with(issuer.token("tokens:manage operations:read"));
        var made =
                manager.post(
                        "/v1/tokens", "{\"name\":\"by-jwt\",\"scopes\":[\"operations:read\"]}");
        assertThat(made.status()).isEqualTo(201);
    }

    private String within(long from, long to) {
        return issuer.token(
                WRITE,
                claims ->
                        claims.issueTime(null)
                                .notBeforeTime(Date.from(Instant.now().plusSeconds(from)))
                                .expirationTime(Date.from(Instant.now().plusSeconds(to))));
    }

    @Test
    void clocksMayBeOffByAMinute() {
        assertThat(status(within(-300, -30))).isEqualTo(201);
        assertThat(status(within(-300, -65))).isEqualTo(401);
        assertThat(status(within(30, 300))).isEqualTo(201);
        assertThat(status(within(90, 300))).isEqualTo(401);
        assertThat(status(issuer.token(WRITE, claims -> claims.expirationTime(null))))
                .isEqualTo(401);
    }

    @Test
    void aSignatureIsThereAndIsTheIssuersOwn() {
        assertThat(status(issuer.unsigned(WRITE))).isEqualTo(401);
        assertThat(status(issuer.signedWithThePublicKey(WRITE))).isEqualTo(401);
        var other =
                Issuer.signed(
                        Issuer.key("first"), issuer.claims(WRITE).build(), JOSEObjectType.JWT);
        assertThat(status(other)).isEqualTo(401);
        var good = issuer.token(WRITE);
        assertThat(status(good.substring(0, good.lastIndexOf('.') + 1))).isEqualTo(401);
        var parts = issuer.token("nothing").split("\\.", -1);
        assertThat(status(parts[0] + '.' + good.split("\\.", -1)[1] + '.' + parts[2]))
                .isEqualTo(401);
        var type = new JOSEObjectType("logout+jwt");
        assertThat(status(Issuer.signed(issuer.key(), issuer.claims(WRITE).build(), type)))
                .isEqualTo(401);
    }

    @Test
    void nonsenseIsRefusedAndTheIssuerIsNotAskedForIt() {
        status(issuer.token(WRITE));
        var before = issuer.asked();
        for (var token : List.of("a", "a.b", "a.b.c", "..", "eyJ.eyJ.x", "crier_a.b.c")) {
            assertThat(status(token)).as(token).isEqualTo(401);
        }
        assertThat(issuer.asked()).isEqualTo(before);
    }

    /** Anybody can make up names of keys. */
    @Test
    void theIssuerIsNotAskedMoreOftenThanItCanBear() {
        status(issuer.token(WRITE));
        var before = issuer.asked();
        var other = Issuer.key("made-up");
        for (var i = 0; i < 100; i++) {
            var key = new RSAKey.Builder(other).keyID("made-up-" + i).build();
            var made = Issuer.signed(key, issuer.claims(WRITE).build(), JOSEObjectType.JWT);
            assertThat(status(made)).isIn(401, 503);
        }
        assertThat(issuer.asked() - before).isLessThan(40);
        assertThat(status(issuer.token(WRITE))).isEqualTo(201);
    }

    @Test
    void theStaticTokenAndNamedOnesAreGoodAsWell() {
        assertThat(status("test")).isEqualTo(201);
        var made =
                crier.post(
                        "/v1/tokens", "{\"name\":\"named\",\"scopes\":[\"announcements:write\"]}");
        assertThat(status(made.text("/secret"))).isEqualTo(201);
    }

    @Test
    void withoutAnAudienceItDoesNotStart() {
        assertThatThrownBy(() -> new IssuerSettings("https://issuer.example", List.of(" ")))
                .hasMessageContaining("spring.security.oauth2.resourceserver.jwt.audiences");
        var database = TestDatabase.fresh();
        assertThatThrownBy(
                        () -> Replica.on(database, SETTING + "issuer-uri=https://issuer.example"))
                .satisfies(failure ->
                        assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                                .hasMessageContaining("audiences"));
    }
}
