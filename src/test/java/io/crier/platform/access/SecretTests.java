package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTests {
    @ParameterizedTest
    @EnumSource
    void aSecretIsOfItsKindAndOfNoOther(Secret.Kind kind) {
        var secret = Secret.random(kind);
        for (var any : Secret.Kind.values()) {
            assertThat(Secret.is(any, secret.text())).isEqualTo(any == kind);
        }
        assertThat(secret.text()).matches("[A-Za-z0-9._~+/-]+");
        assertThat(Secret.random(kind).text()).isNotEqualTo(secret.text());
        assertThat(Secret.hash(secret.text())).isEqualTo(secret.hash()).hasSize(32);
        assertThat(secret).asString().doesNotContain(secret.text());
    }

    @Test
    void oneLetterThatIsMistypedIsNoticed() {
        var secret = Secret.random(Secret.Kind.TOKEN).text();
        for (var place = "crier_".length(); place < secret.length(); place++) {
            var other = secret.charAt(place) == 'a' ? 'b' : 'a';
            var mistyped = secret.substring(0, place) + other + secret.substring(place + 1);
            assertThat(Secret.is(Secret.Kind.TOKEN, mistyped)).as(mistyped).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "crier_", "crier_x", "test", "a.b.c", "CRIER_AAAA"})
    void whatIsNoneIsNone(String text) {
        for (var kind : Secret.Kind.values()) {
            assertThat(Secret.is(kind, text)).isFalse();
        }
    }
}
