package io.crier.platform.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for every connection, to whichever database. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
    /** Far longer than any statement of Crier's takes; a stuck one gives its connection back. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(20);

    /**
     * Every query has an index to go by, and is to go by it from the beginning: a plan that is made
     * while the tables are empty reads them whole, and is kept while they grow. Nothing Crier asks
     * runs for so long that compiling it would pay.
     *
     * <p>Which index serves depends on what is asked for: a word that all have is best met on the
     * way through an order, one that few have is best looked up. So each query is planned with its
     * values. Rows that are asked for often are in memory, where going to one costs little more
     * than going on to the next; and what an index finds is to be remembered row by row, not page
     * by page.
     */
    private static final Map<String, String> PLANNING =
            Map.of(
                    "enable_seqscan", "off",
                    "jit", "off",
                    "plan_cache_mode", "force_custom_plan",
                    "random_page_cost", "1.1",
                    "work_mem", "32MB");

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer connections() {
        return options ->
                options.option(
                                PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT,
                                LONGEST_STATEMENT)
                        .option(PostgresqlConnectionFactoryProvider.OPTIONS, PLANNING)
                        .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                        .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "crier");
    }
}
