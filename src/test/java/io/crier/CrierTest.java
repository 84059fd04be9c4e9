package io.crier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole of Crier on free ports and a fresh, empty database, without the demo; writes are made
 * with the token {@code test}. Tests with the same further settings share a context, and so a
 * database.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "crier.demo=false",
            "crier.token=test",
            "management.server.port=0",
            "crier.feed.drain=300ms",
            // All come from one address, and some ask without a pause.
            "crier.limits.reads-per-second=0",
            "crier.limits.writes-per-second=0",
            // Many contexts share one machine, and one server.
            "crier.load.delay=1m",
            "spring.r2dbc.pool.initial-size=1"
        })
@ContextConfiguration(initializers = {CrierTest.FreshDatabase.class, OwnEventLoops.class})
public @interface CrierTest {
    /** Names the database of a context; a context that names one already keeps it. */
    final class FreshDatabase
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            if (context.getEnvironment().containsProperty("spring.r2dbc.url")) {
                return;
            }
            TestPropertyValues.of(TestDatabase.fresh().settings()).applyTo(context);
        }
    }
}
