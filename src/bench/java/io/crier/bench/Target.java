package io.crier.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server to measure, that runs on this machine.
 *
 * @param publishHeaders further headers of a publisher's request, each with its line end
 * @param processes whose work, with their children's, is the server's work; none if not known
 */
record Target(
        String name,
        int port,
        String streamPath,
        String publishPath,
        String publishHeaders,
        List<Long> processes) {
    static final String HOST = "127.0.0.1";
    static final String TOKEN = "test";
    static final String AUTHORIZATION = "Authorization: Bearer " + TOKEN + "\r\n";

    private static final String FORM = "NAME=PORT,STREAMPATH,PUBLISHPATH[,PID]";

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    /** Reads a server that runs already, as it is given on the command line. */
    static Target parse(String text) {
        var name = text.substring(0, Math.max(0, text.indexOf('=')));
        var parts = text.substring(text.indexOf('=') + 1).split(",", -1);
        try {
            if (!name.isEmpty() && (parts.length == 3 || parts.length == 4)) {
                return new Target(
                        name,
                        Integer.parseInt(parts[0]),
                        parts[1],
                        parts[2],
                        AUTHORIZATION,
                        parts.length == 4 ? List.of(Long.valueOf(parts[3])) : List.of());
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(refused(text), notANumber);
        }
        throw new IllegalArgumentException(refused(text));
    }

    private static String refused(String text) {
        return "--peer %s refused, expected %s, such as other=9000,/stream,/publish,4711"
                .formatted(text, FORM);
    }
}
