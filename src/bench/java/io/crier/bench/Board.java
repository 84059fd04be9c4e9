package io.crier.bench;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.crier.bench.Report.Row;
import io.crier.browser.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the page bears a busy day: a board with a thousand cards on it, in a real browser, and
 * changes of all kinds for a minute, twice. A task of its thread that takes long is felt by whoever
 * scrolls or types; memory that the first minute took and the second did not is no leak.
 */
final class Board {
    private static final int CARDS = 1_000;
    private static final int CHANGES_A_SECOND = 50;
    private static final int SECONDS = 60;
    private static final int LONG_MILLIS = 100;
    private static final double MOST_GROWTH = 1.1;
    private static final double MIB = 1 << 20;
    private static final double PATIENCE_MILLIS = 60_000;

    /** Tasks of 50 ms and more are told by the browser (W3C Long Tasks). */
    private static final String OBSERVER =
            """
            () => {
              window.longTasksObserver?.disconnect();
              window.longTasks = [];
              window.longTasksObserver = new PerformanceObserver((list) => {
                for (const task of list.getEntries()) window.longTasks.push(Math.round(task.duration));
              });
              window.longTasksObserver.observe({ type: 'longtask' });
            }
            """;

    private final Crier crier;
    private final Report report;

    Board(Crier crier, Report report) {
        this.crier = crier;
        this.report = report;
    }

    /** What the page's memory and its document hold after the collector has run. */
    private record Held(double mebibytes, long nodes) {
        static Held by(CDPSession browser) {
            browser.send("HeapProfiler.collectGarbage");
            browser.send("HeapProfiler.collectGarbage");
            var told = browser.send("Performance.getMetrics").getAsJsonArray("metrics");
            var heap = 0.0;
            var nodes = 0L;
            for (var metric : told) {
                var name = metric.getAsJsonObject().get("name").getAsString();
                var value = metric.getAsJsonObject().get("value").getAsDouble();
                heap = name.equals("JSHeapUsedSize") ? value / MIB : heap;
                nodes = name.equals("Nodes") ? (long) value : nodes;
            }
            return new Held(heap, nodes);
        }

        @Override
        public String toString() {
            return "%.1f MiB and %,d nodes".formatted(mebibytes, nodes);
        }
    }

    void run() throws IOException {
        if (!Chromium.isThere()) {
            System.out.println("There is no Chromium here: the board is not measured");
            return;
        }
        var busy = new BusyDay(crier.port(), CARDS);
        try (var profile = Chromium.running().newContext()) {
            profile.setDefaultTimeout(PATIENCE_MILLIS);
            var page = profile.newPage();
            page.navigate("http://%s:%d/".formatted(Target.HOST, crier.port()));
            page.waitForSelector("#connection[data-state=live]");
            busy.publish();
            page.waitForFunction(
                    "count => document.querySelectorAll('.card').length >= count", CARDS);
            var browser = profile.newCDPSession(page);
            browser.send("Performance.enable");
            var filled = Held.by(browser);
            var first = minute(page, busy);
            var once = Held.by(browser);
            var second = minute(page, busy);
            var twice = Held.by(browser);
            var both = new ArrayList<>(first);
            both.addAll(second);
            tell(both, filled, once, twice);
        }
    }

    /** The long tasks of a minute of changes, all of which came to be seen. */
    private static List<Integer> minute(Page page, BusyDay busy) throws IOException {
        page.evaluate(OBSERVER);
        var last = busy.change(CHANGES_A_SECOND, SECONDS);
        page.waitForFunction("title => document.body.textContent.includes(title)", last);
        var told =
                JsonMapper.shared().readTree(page.evaluate("JSON.stringify(longTasks)").toString());
        var tasks = new ArrayList<Integer>();
        told.forEach(task -> tasks.add(task.asInt()));
        return tasks;
    }

    private void tell(List<Integer> tasks, Held filled, Held once, Held twice) {
        var longest = tasks.isEmpty() ? 0 : Collections.max(tasks);
        report.add(
                Row.alone(
                        "%,d cards, %d changes a second: longest task of the page, in two minutes"
                                .formatted(CARDS, CHANGES_A_SECOND),
                        "≤ %d ms".formatted(LONG_MILLIS),
                        "%d ms; %d of 50 ms and more".formatted(longest, tasks.size()),
                        longest <= LONG_MILLIS));
        report.add(
                Row.alone(
                        "memory of that page",
                        "as much after two minutes as after one",
                        "%s, then %s; before %s".formatted(once, twice, filled),
                        twice.mebibytes <= once.mebibytes * MOST_GROWTH));
    }
}
