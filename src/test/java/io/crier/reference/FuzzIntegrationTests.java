package io.crier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Contract;
import io.crier.CrierClient;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Asks for everything that the description has, with values that are mostly as it says and often
 * not: whatever comes, the fault is never Crier's own, and each answer is one that is described.
 */
class FuzzIntegrationTests {
    private static final int ROUNDS = 60;

    /** The same questions each time; a failure names its seed. */
    private static final long SEED = Long.getLong("crier.fuzz.seed", 1);

    private static final int LONGEST_PART = 100;

    private static final Pattern REFUSED =
            Pattern.compile("(?s).* → (?<status>4\\d\\d): the status is not described");

    private static final List<String> TYPES =
            List.of("application/json", "text/plain", "application/x-ndjson", "nonsense");

    private final TreeMap<Integer, Integer> answers = new TreeMap<>();
    private final List<String> known = new ArrayList<>(List.of(UUID.randomUUID().toString()));

    @Test
    void noQuestionBringsCrierToAFaultOfItsOwn() throws Exception {
        try (var replica = Replica.on(TestDatabase.fresh())) {
            var crier = replica.client();
            var document = crier.contract().document();
            var drivel = new Drivel(new Random(SEED), document.at("/components/schemas"), known);
            for (var round = 0; round < ROUNDS; round++) {
                known.add(crier.create("{\"title\":\"Known\"}").get("id").asString());
                for (var path : document.get("paths").properties()) {
                    for (var operation : path.getValue().properties()) {
                        var method = operation.getKey().toUpperCase(Locale.ROOT);
                        ask(crier, document, drivel, method, path.getKey(), operation.getValue());
                    }
                }
            }
            System.out.println("Answers by status: " + answers);
            assertThat(crier.get("/v1/announcements").status()).isEqualTo(200);
        }
        assertThat(answers).as("some were good, some were refused").containsKeys(200, 400);
        assertThat(answers.keySet()).allMatch(status -> status < 500);
    }

    private void ask(
            CrierClient crier,
            JsonNode document,
            Drivel drivel,
            String method,
            String path,
            JsonNode operation) {
        var address = new StringBuilder(path);
        var query = new ArrayList<String>();
        for (var written : operation.path("parameters")) {
            var parameter = resolved(written, document);
            var name = parameter.get("name").asString();
            var value = drivel.value(parameter.path("schema"));
            var text = value.isString() ? value.asString() : value.toString();
            if (parameter.get("in").asString().equals("path")) {
                var at = address.indexOf("{" + name + "}");
                // What the firewall refuses in a path is no part of the description.
                var part = encoded(drivel.once(2) ? drivel.one(known) : letters(text));
                address.replace(at, at + name.length() + 2, part.isEmpty() ? "-" : part);
            } else if (parameter.get("in").asString().equals("query") && drivel.once(3)) {
                // Whoever waits is answered, but late.
                query.add(encoded(name) + "=" + (name.equals("wait") ? "0" : encoded(text)));
            }
        }
        if (drivel.once(10)) {
            query.add(encoded(drivel.text()) + "=" + encoded(drivel.text()));
        }
        var asked = address + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var status = described(() -> status(crier, document, drivel, method, asked, operation));
        answers.merge(status, 1, Integer::sum);
        assertThat(status).as("seed %d: %s %s", SEED, method, asked).isLessThan(500);
    }

    /**
     * What is no request at all, by the firewall's rules or the server's, is refused before it
     * reaches anything that is described; whatever else is not as described fails.
     */
    private static int described(IntSupplier asking) {
        try {
            return asking.getAsInt();
        } catch (Contract.Broken broken) {
            var refused = REFUSED.matcher(String.valueOf(broken.getMessage()));
            if (refused.matches()) {
                return Integer.parseInt(refused.group("status"));
            }
            throw broken;
        }
    }

    private int status(
            CrierClient crier,
            JsonNode document,
            Drivel drivel,
            String method,
            String asked,
            JsonNode operation) {
        if (asked.startsWith("/v1/stream")) {
            try (var stream = crier.stream(asked.substring("/v1/stream".length()))) {
                return stream.response().statusCode();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var content = resolved(operation.path("requestBody"), document).path("content");
        if (content.isEmpty()) {
            return crier.send(method, asked, "application/json", "").status();
        }
        var type = drivel.one(content.properties().stream().toList());
        var body = drivel.mangled(drivel.value(type.getValue().path("schema")).toString());
        var named = drivel.once(15) ? drivel.one(TYPES) : type.getKey();
        return crier.send(method, asked, named, body).status();
    }

    private static JsonNode resolved(JsonNode node, JsonNode document) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}_-]", "");
    }

    /** No longer than an address may be. */
    private static String encoded(String text) {
        var part = text.substring(0, Math.min(text.length(), LONGEST_PART));
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
