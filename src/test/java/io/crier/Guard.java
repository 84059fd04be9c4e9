package io.crier;

import reactor.blockhound.BlockHound;

/**
 * BlockHound, as all tests share it: only the first installation in a JVM counts, and threads that
 * began before it are not guarded.
 *
 * <p>Allowed are Jackson, which makes the codec of a type once, under a lock, and the driver's
 * authentication, which takes a random number.
 */
public final class Guard {
    private static final String DESERIALIZERS = "tools.jackson.databind.deser.DeserializerCache";
    private static final String SERIALIZERS = "tools.jackson.databind.ser.SerializerCache";
    private static final String AUTHENTICATION =
            "io.r2dbc.postgresql.authentication.SASLAuthenticationHandler";

    private Guard() {}

    public static void install() {
        BlockHound.install(guard ->
                guard.allowBlockingCallsInside(DESERIALIZERS, "_createAndCacheValueDeserializer")
                        .allowBlockingCallsInside(SERIALIZERS, "addAndResolveNonTypedSerializer")
                        .allowBlockingCallsInside(SERIALIZERS, "addTypedSerializer")
                        .allowBlockingCallsInside(SERIALIZERS, "getReadOnlyLookupMap")
                        .allowBlockingCallsInside(AUTHENTICATION, "handle"));
    }
}
