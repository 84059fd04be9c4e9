package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** With a clock that is turned by hand, and an issuer over a real socket. */
@ExtendWith(OutputCaptureExtension.class)
class IssuerKeysTests {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private IssuedTokens tokens(Issuer issuer) {
        return new IssuedTokens(
                new IssuerSettings(issuer.uri(), List.of(Issuer.AUDIENCE)), now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static String lasting(Issuer issuer) {
        return issuer.token(
                "announcements:write",
                claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(36_000))));
    }

    @Test
    void aKeyThatIsWithdrawnIsGoodForTenMinutesMore() throws IOException {
        try (var issuer = new Issuer()) {
            issuer.open();
            var tokens = tokens(issuer);
            var old = lasting(issuer);
            assertThat(Await.value(tokens.find(old)).scopes())
                    .containsExactly(Scope.ANNOUNCEMENTS_WRITE);
            issuer.rotate();
            pass(Duration.ofMinutes(9));
            assertThat(Await.value(tokens.find(old)).name()).isEqualTo("someone@example.org");
            pass(Duration.ofMinutes(1));
            for (var time = 0; time < 2; time++) {
                assertThatThrownBy(() -> Await.value(tokens.find(old)))
                        .isInstanceOf(BadJwtException.class);
            }
            assertThat(Await.value(tokens.find(lasting(issuer))).ticket()).isFalse();
        }
    }

    @Test
    void whileTheIssuerIsAwayTheKnownKeysStayAndItIsAskedOnceAMinute() throws IOException {
        var issuer = new Issuer();
        try (issuer) {
            issuer.open();
            var tokens = tokens(issuer);
            var token = lasting(issuer);
            assertThat(Await.value(tokens.find(token)).until()).isNotNull();
            issuer.close();
            for (var i = 0; i < 3; i++) {
                pass(Duration.ofMinutes(10));
                assertThat(Await.value(tokens.find(token)).until()).isNotNull();
            }
        }
    }

    @Test
    void anOutageIsLoggedOnceAndItsEndToo(CapturedOutput output) throws IOException {
        try (var issuer = new Issuer()) {
            issuer.open();
            var tokens = tokens(issuer);
            var token = lasting(issuer);
            assertThat(Await.value(tokens.find(token)).until()).isNotNull();
            issuer.isIll(true);
            for (var i = 0; i < 3; i++) {
                pass(Duration.ofMinutes(10));
                assertThat(Await.value(tokens.find(token)).until()).isNotNull();
            }
            assertThat(output.getAll().split("could not be renewed", -1)).hasSize(2);
            issuer.isIll(false);
            pass(Duration.ofMinutes(10));
            assertThat(Await.value(tokens.find(token)).until()).isNotNull();
            assertThat(output.getAll().split("renewed again", -1)).hasSize(2);
            assertThat(output.getAll()).contains(issuer.uri()).doesNotContain(token);
        }
    }

    /** What is read for nothing is fetched once. */
    @Test
    void keysAreFetchedOnceInTenMinutes() throws IOException {
        try (var issuer = new Issuer()) {
            issuer.open();
            var tokens = tokens(issuer);
            var token = lasting(issuer);
            for (var i = 0; i < 20; i++) {
                assertThat(Await.value(tokens.find(token)).key()).startsWith("jwt:");
            }
            assertThat(issuer.asked()).isEqualTo(2);
            pass(Duration.ofMinutes(10));
            for (var i = 0; i < 20; i++) {
                assertThat(Await.value(tokens.find(token)).key()).startsWith("jwt:");
            }
            assertThat(issuer.asked()).isEqualTo(4);
        }
    }
}
