package io.crier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Cursor;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Two replicas that send what OpenTelemetry gathers, and one that does not. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TelemetryIntegrationTests {
    private static final String SPAN = "00f067aa0ba902b7";

    private Collector collector;
    private TestDatabase database;
    private Replica replica;

    @BeforeAll
    void start() {
        collector = new Collector();
        database = TestDatabase.fresh();
        replica = telling();
    }

    private Replica telling(String... more) {
        var settings =
                Stream.of(
                        "management.opentelemetry.tracing.export.otlp.endpoint="
                                + collector.url("/v1/traces"),
                        "management.opentelemetry.tracing.export.schedule-delay=100ms",
                        "management.opentelemetry.logging.export.otlp.endpoint="
                                + collector.url("/v1/logs"),
                        "management.opentelemetry.logging.export.schedule-delay=100ms",
                        "management.tracing.sampling.probability=0");
        return Replica.on(
                database, Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        replica.close();
        collector.close();
    }

    private static String publish(CrierClient crier, String trace, String flags) {
        var answer =
                crier.post(
                        "/v1/announcements",
                        "{\"title\":\"A\"}",
                        "traceparent",
                        "00-%s-%s-%s".formatted(trace, SPAN, flags));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("/cursor");
    }

    private static String attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(attribute ->
                        attribute.getValue().hasIntValue()
                                ? Long.toString(attribute.getValue().getIntValue())
                                : attribute.getValue().getStringValue())
                .collect(Collectors.joining());
    }

    @Test
    void aPublishIsFollowedFromTheRequestToTheFirstStream() throws IOException {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (var stream = replica.client().stream("?topic=nobody");
                var first = replica.client().stream("");
                var second = replica.client().stream("")) {
            for (var one : List.of(stream, first, second)) {
                assertThat(one.next().type()).isEqualTo("bookmark");
            }
            var cursor = publish(replica.client(), trace, "01");
            assertThat(first.nextChange().id()).isEqualTo(cursor);
            Awaitility.await().until(() -> collector.spans(trace).size() >= 3);
            Map<String, Span> spans =
                    collector.spans(trace).stream()
                            .collect(Collectors.toMap(Span::getName, Function.identity()));
            assertThat(spans.keySet())
                    .containsExactlyInAnyOrder(
                            "http post /v1/announcements", "crier.append", "crier.deliver");
            var request = requireNonNull(spans.get("http post /v1/announcements"));
            var append = requireNonNull(spans.get("crier.append"));
            var deliver = requireNonNull(spans.get("crier.deliver"));
            assertThat(append.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(deliver.getParentSpanId()).isEqualTo(request.getSpanId());
            var position = Long.toString(Cursor.parse(cursor).orElseThrow().position());
            assertThat(attribute(append, "crier.position")).isEqualTo(position);
            assertThat(attribute(deliver, "crier.position")).isEqualTo(position);
            assertThat(append.getStartTimeUnixNano())
                    .isGreaterThanOrEqualTo(request.getStartTimeUnixNano() / 1_000 * 1_000);
            assertThat(deliver.getEndTimeUnixNano())
                    .isGreaterThanOrEqualTo(deliver.getStartTimeUnixNano());
        }
    }

    @Test
    void whatTheCallerDoesNotSampleIsNotFollowed() throws IOException {
        var silent = "4bf92f3577b34da6a3ce929d0e0e4737";
        var loud = "4bf92f3577b34da6a3ce929d0e0e4738";
        try (var stream = replica.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            publish(replica.client(), silent, "00");
            publish(replica.client(), loud, "01");
            Awaitility.await().until(() -> collector.spans(loud).size() >= 3);
            assertThat(collector.spans(silent)).isEmpty();
        }
    }

    @Test
    void anotherReplicaDoesNotKnowWhatRequestAChangeCameOf() throws IOException {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4739";
        try (var other = Replica.on(database);
                var there = other.client().stream("");
                var here = replica.client().stream("")) {
            assertThat(there.next().type()).isEqualTo("bookmark");
            assertThat(here.next().type()).isEqualTo("bookmark");
            var cursor = publish(replica.client(), trace, "01");
            assertThat(there.nextChange().id()).isEqualTo(cursor);
            Awaitility.await().until(() -> collector.spans(trace).size() >= 3);
            assertThat(collector.spans(trace)).hasSize(3);
        }
    }

    @Test
    void theLogGoesThereToo() {
        // The log is the JVM's, and made anew by the replica that is started last.
        try (var last = telling()) {
            assertThat(last.context().isRunning()).isTrue();
            assertIsSent();
        }
    }

    /** One that Crier made itself, and keeps in a file: that is told, wherever the log goes. */
    @Test
    void theTokenIsNowhereInTheLog(@TempDir Path data, CapturedOutput output) throws IOException {
        try (var last = telling("crier.token=", "crier.data-directory=" + data)) {
            assertIsSent();
            var token = Files.readString(data.resolve("token")).strip();
            var file = data.resolve("token").toString();
            assertThat(last.client().with(token).post("/v1/announcements", "{\"title\":\"A\"}"))
                    .extracting(CrierClient.Answer::status)
                    .isEqualTo(201);
            assertThat(output.getAll()).contains(file).doesNotContain(token);
            assertThat(collector.logs())
                    .extracting(line -> line.getBody().getStringValue())
                    .anySatisfy(line -> assertThat(line).contains(file))
                    .noneSatisfy(line -> assertThat(line).contains(token));
        }
    }

    private void assertIsSent() {
        LoggerFactory.getLogger(TelemetryIntegrationTests.class).warn("heard from afar");
        Awaitility.await()
                .until(() ->
                        collector.logs().stream()
                                .anyMatch(line ->
                                        line.getBody().getStringValue().equals("heard from afar")
                                                && line.getSeverityText().equals("WARN")));
    }

    @Test
    void whereNothingIsNamedNothingIsGathered() {
        try (var other = Replica.on(TestDatabase.fresh())) {
            assertThat(other.context().getBeanProvider(SpanExporter.class).stream()).isEmpty();
            assertThat(other.context().getBeanProvider(LogRecordExporter.class).stream()).isEmpty();
            assertThat(
                            other.context()
                                    .getEnvironment()
                                    .getProperty("management.opentelemetry.enabled"))
                    .isEqualTo("false");
        }
    }
}
