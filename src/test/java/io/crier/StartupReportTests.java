package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartupReportTests {
    @Test
    void saysWhereThingsAreAndTheToken() {
        assertThat(
                        StartupReport.text(
                                "https://localhost:18080",
                                "18081",
                                "embedded PostgreSQL on 127.0.0.1:5999, data in /srv/crier",
                                StartupReport.token(true, Path.of("/srv/crier/token"))))
                .isEqualTo(
                        """
                        Crier is there.

                          Board   https://localhost:18080
                          Live    curl -N https://localhost:18080/v1/stream
                          List    curl https://localhost:18080/v1/announcements
                          Health  http://localhost:18081/actuator/health
                          Data    embedded PostgreSQL on 127.0.0.1:5999, data in /srv/crier
                          Token   in /srv/crier/token
                        """);
    }

    @Test
    void doesNotTellATokenThatWasSetNorAHealthThatIsOff() {
        assertThat(
                        StartupReport.text(
                                "http://localhost:8080",
                                null,
                                "PostgreSQL on db:5432",
                                StartupReport.token(true, null)))
                .contains("Health  off")
                .contains("Token   the one that is set in crier.token");
        assertThat(StartupReport.token(false, null)).doesNotContain("crier.token");
    }
}
