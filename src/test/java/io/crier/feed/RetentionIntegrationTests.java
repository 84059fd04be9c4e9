package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.announcement.ChangeLog;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

@CrierTest
@TestPropertySource(properties = "crier.feed.max-retained-changes=40")
class RetentionIntegrationTests {
    @LocalServerPort int port;
    @Autowired ChangeLog changeLog;
    @Autowired Retention retention;
    @Autowired Environment environment;

    private long head() {
        return Await.value(changeLog.bounds()).head();
    }

    private long floor() {
        return Await.value(changeLog.bounds()).floor();
    }

    private void create(int many) {
        var answer = new CrierClient(port).batch("{\"title\":\"A\"}\n".repeat(many));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).doesNotContain("error");
    }

    /** In several steps, and the last one is a part of one. */
    @Test
    void keepsNoMoreThanSoManyHoweverYoung() {
        create(2 * Retention.AT_ONCE + 500);
        var before = floor();
        assertThat(Await.value(retention.prune())).isEqualTo(head() - 40 - before);
        assertThat(floor()).isEqualTo(head() - 40);
        assertThat(Await.value(changeLog.after(floor(), 100)).changes()).hasSize(40);
        assertThat(Await.value(retention.prune())).isZero();
    }

    @Test
    void forgetsWhatIsTooOldHoweverFew() throws SQLException {
        create(30);
        Await.value(retention.prune());
        var oldest = floor();
        ages(oldest + 20);
        assertThat(Await.value(retention.prune())).isEqualTo(20);
        assertThat(floor()).isEqualTo(oldest + 20);
        assertThat(Await.value(changeLog.after(floor(), 100)).changes())
                .hasSize((int) (head() - oldest - 20));
    }

    private void ages(long position) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                environment
                                        .getRequiredProperty("spring.r2dbc.url")
                                        .replace("r2dbc:", "jdbc:"),
                                environment.getRequiredProperty("spring.r2dbc.username"),
                                environment.getRequiredProperty("spring.r2dbc.password"));
                var statement =
                        connection.prepareStatement(
                                """
                                UPDATE change
                                SET at = at - interval '31 days'
                                WHERE position <= ?
                                """)) {
            statement.setLong(1, position);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }
}
