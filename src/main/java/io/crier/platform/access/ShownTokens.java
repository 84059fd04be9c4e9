package io.crier.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.database.Patience;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Named tokens that were shown a moment ago, so that a publisher that writes a thousand times a
 * second costs one query in three seconds. So long after it was revoked at another replica a token
 * may still be good.
 */
@Component
class ShownTokens {
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Those that do not exist are remembered as well, and anybody can make up many. */
    private static final int MOST = 10_000;

    private final NamedTokens tokens;
    private final Cache<ByteBuffer, Mono<Optional<NamedToken>>> shown =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(REMEMBERED)
                    .executor(Runnable::run)
                    .build();

    ShownTokens(NamedTokens tokens) {
        this.tokens = tokens;
    }

    /** The token with that secret; empty where there is none. Fails with what the database does. */
    Mono<NamedToken> find(String secret) {
        var hash = Secret.hash(secret);
        return shown.get(ByteBuffer.wrap(hash), key -> looking(key, hash))
                .flatMap(Mono::justOrEmpty);
    }

    /** Looked for once, whoever else asks meanwhile; a failure is not remembered. */
    private Mono<Optional<NamedToken>> looking(ByteBuffer key, byte[] hash) {
        return Patience.with(tokens.find(hash), PATIENCE)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnError(_ -> shown.invalidate(key))
                .cache();
    }

    /** All are looked up anew. */
    void forget() {
        shown.invalidateAll();
    }
}
