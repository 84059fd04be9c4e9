package io.crier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A certificate for 127.0.0.1 that nobody else has, made by the JDK's keytool. */
public final class TestCertificate
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PASSWORD = "crier-test";
    private static final Path KEYS = make();

    private static Path make() {
        try {
            var keys = Files.createTempDirectory("crier-test-certificate").resolve("keys.p12");
            var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            var process =
                    new ProcessBuilder(
                                    List.of(
                                            keytool.toString(),
                                            "-genkeypair",
                                            "-keyalg",
                                            "EC",
                                            "-dname",
                                            "CN=127.0.0.1",
                                            "-ext",
                                            "SAN=ip:127.0.0.1",
                                            "-storetype",
                                            "PKCS12",
                                            "-keystore",
                                            keys.toString(),
                                            "-storepass",
                                            PASSWORD))
                            .inheritIO()
                            .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            keys.toFile().deleteOnExit();
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets the context serve TLS. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        Map.of(
                                "server.ssl.key-store",
                                KEYS.toString(),
                                "server.ssl.key-store-password",
                                PASSWORD))
                .applyTo(context);
    }

    /** Trusts it, and nothing else. */
    public static SSLContext trusting() {
        try {
            var store = KeyStore.getInstance(KEYS.toFile(), PASSWORD.toCharArray());
            // A store of keys of one's own is none of others to trust.
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("crier", store.getCertificate("mykey"));
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
