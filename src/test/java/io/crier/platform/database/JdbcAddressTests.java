package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcAddressTests {
    @ParameterizedTest
    @CsvSource({
        "r2dbc:postgresql://db:5433/crier, jdbc:postgresql://db:5433/crier",
        "r2dbc:postgresql://db/crier, jdbc:postgresql://db/crier",
        "r2dbc:postgresql://db, jdbc:postgresql://db/",
        "r2dbc:postgres://db/crier, jdbc:postgresql://db/crier",
        "r2dbc:pool:postgresql://db/crier?maxSize=5, jdbc:postgresql://db/crier",
        "r2dbc:postgresql://127.0.0.1:5432/a%20b, jdbc:postgresql://127.0.0.1:5432/a+b",
        "r2dbc:postgresql://[::1]:5432/crier, jdbc:postgresql://[::1]:5432/crier",
        "r2dbc:postgresql://db/crier?sslMode=require, jdbc:postgresql://db/crier?sslmode=require",
        "r2dbc:postgresql://db/crier?sslmode=VERIFY_CA, jdbc:postgresql://db/crier?sslmode=verify-ca",
        "r2dbcs:postgresql://db/crier, jdbc:postgresql://db/crier?sslmode=verify-full",
        "r2dbcs:postgresql://db/crier?sslMode=require, jdbc:postgresql://db/crier?sslmode=require",
        "r2dbc:postgresql://db/crier?sslMode=verify-full&sslRootCert=/etc/a%20b.crt, jdbc:postgresql://db/crier?sslmode=verify-full&sslrootcert=%2Fetc%2Fa+b.crt",
        "r2dbc:postgresql://db/crier?schema=feed&applicationName=one, jdbc:postgresql://db/crier?ApplicationName=one&currentSchema=feed",
        "r2dbc:postgresql://db/crier?connectTimeout=PT5S, jdbc:postgresql://db/crier?connectTimeout=5",
        "r2dbc:postgresql://db/crier?connectTimeout=PT0.2S, jdbc:postgresql://db/crier?connectTimeout=1",
        "r2dbc:postgresql://db/crier?statementTimeout=PT1S&options=lock_timeout=1s&fetchSize=9, jdbc:postgresql://db/crier",
    })
    void keepsWhatDecidesWhichServerIsReachedAndHowWellItIsKnown(String r2dbc, String jdbc) {
        assertThat(of(r2dbc).url()).isEqualTo(jdbc);
    }

    @Test
    void keepsEveryHostOfAFailover() {
        assertThat(
                        of("r2dbc:postgresql:failover://a:5432,b:5433/crier?targetServerType=primary")
                                .url())
                .isEqualTo("jdbc:postgresql://a:5432,b:5433/crier?targetServerType=primary");
    }

    @Test
    void takesUserAndPasswordFromTheAddressAndTellsNoPassword() {
        var address = of("r2dbc:postgresql://someone:p%40ss@db/crier");
        assertThat(address.user()).isEqualTo("someone");
        assertThat(address.password()).isEqualTo("p@ss");
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db/crier");
        assertThat(address.toString()).doesNotContain("p@ss");
        assertThat(address.as("owner", "other").toString())
                .contains("owner")
                .doesNotContain("other");
        assertThat(address.as(null, null).getPassword()).isEqualTo("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:mysql://db/crier",
                "r2dbc:h2:mem:///crier",
                "r2dbc:postgresql://db/crier?sslMode=tunnel",
                "r2dbc:postgresql://db/crier?socket=/run/postgresql"
            })
    void refusesWhatHasNoEqualAndNamesTheSettingThatHelps(String r2dbc) {
        assertThatThrownBy(() -> of(r2dbc))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("Set spring.flyway.url");
    }

    private static JdbcAddress of(String r2dbc) {
        return JdbcAddress.of(ConnectionFactoryOptions.parse(r2dbc));
    }
}
