package io.crier.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Somebody with a browser profile of his own, in Berlin, who reads English. What the browser
 * complains of on any of his pages, of the content security policy too, is kept, and fails the test
 * when he leaves.
 */
final class Visitor implements AutoCloseable {
    private static final double PATIENCE = 10_000;

    private final BrowserContext profile;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new CopyOnWriteArrayList<>();

    private Visitor(BrowserContext profile) {
        this.profile = profile;
        profile.setDefaultTimeout(PATIENCE);
        profile.onConsoleMessage(this::heard);
        profile.onWebError(error -> complain(error.error()));
    }

    static Visitor arrives() {
        return arrives(_ -> {});
    }

    static Visitor arrives(Consumer<Browser.NewContextOptions> with) {
        var options =
                new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Berlin")
                        .setViewportSize(1280, 900);
        with.accept(options);
        return new Visitor(Chromium.running().newContext(options));
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complain(message.text() + " at " + message.location());
        }
    }

    /** Complaints with the text in them are what the test is about. */
    Visitor expecting(String text) {
        expected.add(text);
        return this;
    }

    BrowserContext profile() {
        return profile;
    }

    Page opens(String address) {
        var page = profile.newPage();
        page.navigate(address);
        return page;
    }

    /** Told at once, for a test that fails does not get to hear of it. */
    private void complain(String what) {
        complaints.add(what);
        System.out.println("The browser complains: " + what);
    }

    @Override
    public void close() {
        profile.close();
        var unexpected =
                complaints.stream()
                        .filter(one -> expected.stream().noneMatch(one::contains))
                        .toList();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("The browser complains: " + unexpected);
        }
    }
}
