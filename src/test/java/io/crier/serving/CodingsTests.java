package io.crier.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingsTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|PLAIN",
                "identity|PLAIN",
                "gzip|GZIP",
                "GZip|GZIP",
                "x-gzip|GZIP",
                "gzip, deflate|GZIP",
                "gzip, deflate, br, zstd|BROTLI",
                "gzip;q=1.0, br;q=0.5|GZIP",
                "br;q=0, gzip|GZIP",
                "gzip;q=0|PLAIN",
                "*|BROTLI",
                "*;q=0|PLAIN",
                "br;q=0, *|GZIP",
                "gzip;q=nonsense|PLAIN",
                ", ,;|PLAIN",
            })
    void theBestThatIsTaken(String accepted, Coding coding) {
        assertThat(Codings.of(accepted)).isEqualTo(coding);
    }
}
