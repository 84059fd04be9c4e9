package io.crier.platform;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the log by OpenTelemetry too, where there is something that it can be sent by; Spring Boot
 * sends what is handed to it, and hands nothing to it.
 */
@Component
class TelemetryLogs implements SmartLifecycle {
    private final ObjectProvider<OpenTelemetry> telemetry;
    private final ObjectProvider<LogRecordExporter> exporters;
    private @Nullable OpenTelemetryAppender appender;

    TelemetryLogs(
            ObjectProvider<OpenTelemetry> telemetry, ObjectProvider<LogRecordExporter> exporters) {
        this.telemetry = telemetry;
        this.exporters = exporters;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void start() {
        if (exporters.stream().findAny().isEmpty()
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var made = new OpenTelemetryAppender();
        made.setContext(context);
        made.setOpenTelemetry(telemetry.getObject());
        made.start();
        root().addAppender(made);
        appender = made;
    }

    @Override
    public void stop() {
        if (appender != null) {
            root().detachAppender(appender);
            appender.stop();
        }
        appender = null;
    }

    @Override
    public boolean isRunning() {
        return appender != null;
    }

    /** Before all that has something to say, and after it. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
