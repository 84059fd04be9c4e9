package io.crier.platform.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer of tokens, with a real key, over a real socket. */
final class Issuer implements AutoCloseable {
    static final String AUDIENCE = "crier";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RSAKey key = key("first");
    private volatile boolean ill;

    /** Nobody is answered until it is opened. */
    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(uri(), uri()));
        serve("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
    }

    void open() {
        server.start();
    }

    /** Whether all that it answers is that it cannot. */
    void isIll(boolean now) {
        ill = now;
    }

    private interface Answer {
        String text();
    }

    private void serve(String path, Answer answer) {
        server.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    var bytes = answer.text().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(ill ? 503 : 200, bytes.length);
                    try (exchange) {
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it was asked for anything. */
    int asked() {
        return asked.get();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    /** Signs with another key from now on. */
    void rotate() {
        key = key("next");
    }

    JWTClaimsSet.Builder claims(String scope) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience(AUDIENCE)
                .subject("someone@example.org")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("scope", scope);
    }

    /** A token that is good. */
    String token(String scope) {
        return token(scope, claims -> claims);
    }

    String token(String scope, UnaryOperator<JWTClaimsSet.Builder> otherwise) {
        return signed(key, otherwise.apply(claims(scope)).build(), JOSEObjectType.JWT);
    }

    static String signed(RSAKey by, JWTClaimsSet claims, JOSEObjectType type) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).type(type);
            return signed(header.build(), claims, new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** By nobody at all. */
    String unsigned(String scope) {
        return new PlainJWT(claims(scope).build()).serialize();
    }

    /** With what everybody may know, taken for a shared secret. */
    String signedWithThePublicKey(String scope) {
        try {
            var secret = key.toRSAPublicKey().getEncoded();
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
            return signed(header, claims(scope).build(), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
