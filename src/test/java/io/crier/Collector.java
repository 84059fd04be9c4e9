package io.crier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** What OpenTelemetry is sent to, by OTLP over HTTP. */
final class Collector implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<LogRecord> logs = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::traces);
        server.createContext("/v1/logs", this::logs);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void traces(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest.parseFrom(body(exchange))
                .getResourceSpansList()
                .forEach(resource ->
                        resource.getScopeSpansList()
                                .forEach(scope -> spans.addAll(scope.getSpansList())));
        answer(exchange);
    }

    private void logs(HttpExchange exchange) throws IOException {
        ExportLogsServiceRequest.parseFrom(body(exchange))
                .getResourceLogsList()
                .forEach(resource ->
                        resource.getScopeLogsList()
                                .forEach(scope -> logs.addAll(scope.getLogRecordsList())));
        answer(exchange);
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Those of one trace that have come by now. */
    List<Span> spans(String trace) {
        return spans.stream()
                .filter(span ->
                        HexFormat.of().formatHex(span.getTraceId().toByteArray()).equals(trace))
                .toList();
    }

    List<LogRecord> logs() {
        return logs;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
