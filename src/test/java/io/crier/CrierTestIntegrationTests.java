package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.platform.database.DatabaseFacts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

@CrierTest
class CrierTestIntegrationTests {
    @Autowired DatabaseFacts facts;
    @Autowired DatabaseClient client;
    @Autowired Environment environment;
    @LocalServerPort int port;

    @Test
    void runsTheWholeOfCrierOnItsOwnFreshDatabaseAndPort() {
        assertThat(facts.description()).doesNotContain("embedded");
        assertThat(port).isPositive().isNotEqualTo(8080);
        var url = environment.getRequiredProperty("spring.r2dbc.url");
        client.sql("SELECT current_database()::text || ' ' || current_user::text")
                .map(row -> String.valueOf(row.get(0)))
                .one()
                .as(StepVerifier::create)
                .expectNext(url.substring(url.lastIndexOf('/') + 1) + " crier")
                .verifyComplete();
    }
}
