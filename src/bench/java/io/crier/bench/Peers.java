package io.crier.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The servers that Crier is measured beside: what is to be had here, and who was named. */
final class Peers implements AutoCloseable {
    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    static Peers start(Options options, Cores cores) throws IOException {
        var peers = new Peers();
        Nchan.start(cores)
                .ifPresentOrElse(
                        nchan -> peers.add(nchan, nchan.target()),
                        () ->
                                System.out.println(
                                        "No nchan: nginx and its module are not installed (Debian:"
                                                + " nginx, libnginx-mod-nchan)"));
        Floor.start(cores, Options.FLOOR)
                .ifPresentOrElse(
                        floor -> peers.add(floor, floor.target()),
                        () -> System.out.println("No floor: there is no C compiler (cc)"));
        peers.targets.addAll(options.peers());
        return peers;
    }

    private void add(AutoCloseable server, Target target) {
        started.add(server);
        targets.add(target);
    }

    List<Target> targets() {
        return targets;
    }

    @Override
    public void close() {
        for (var server : started) {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("A peer did not stop: " + e);
            }
        }
    }
}
