package io.crier;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Counts the statements about announcements that are made for the pool, as its callers ask. */
public final class QueryCount {
    private final AtomicLong count = new AtomicLong();

    public long count() {
        return count.get();
    }

    private DatabaseClient counting(DatabaseClient client) {
        return (DatabaseClient)
                Proxy.newProxyInstance(
                        QueryCount.class.getClassLoader(),
                        new Class<?>[] {DatabaseClient.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("sql")
                                    && arguments != null
                                    && arguments[0].toString().contains("announcement")) {
                                count.incrementAndGet();
                            }
                            try {
                                return method.invoke(client, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
    }

    /** Puts the count between the store and its database. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {
        @Bean
        static QueryCount queryCount() {
            return new QueryCount();
        }

        @Bean
        static BeanPostProcessor countingClients(QueryCount queries) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DatabaseClient client ? queries.counting(client) : bean;
                }
            };
        }
    }
}
