package io.crier.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The announcement that is published, some 690 bytes of JSON with a marker in its title. */
final class Texts {
    private static final String PLACE_OF_MARKER = "%M";

    private static final String ANNOUNCEMENT =
            """
            {"title":"Open evening on shared gardens %M",\
            "summary":"How neighbours, schools and the city keep gardens together: four gardeners tell what went well, a lawyer explains the agreement, and there is an hour for questions.",\
            "startsAt":"2027-05-11T18:30:00+02:00","endsAt":"2027-05-11T20:30:00+02:00","timeZone":"Europe/Vienna",\
            "attendance":"online","status":"scheduled","place":{"name":"Online"},\
            "organisers":[{"name":"Society of City Gardeners"},{"name":"Adult Education Centre"}],\
            "topics":["gardens","neighbourhood","environment"],"language":"en",\
            "registrationUrl":"https://gardens.example/register/2027-05","url":"https://gardens.example/events/2027-05"}\
            """;

    private Texts() {}

    static String announcement(long sequence) {
        return ANNOUNCEMENT.replace(PLACE_OF_MARKER, Marker.of(sequence, System.nanoTime()));
    }

    /** A whole request, but for its marker. */
    record Request(ByteBuffer bytes, int marker) {
        static Request to(Target target) {
            var body = announcement(0);
            var request = post(target, "application/json", body);
            return new Request(
                    ByteBuffer.allocateDirect(request.length()).put(ascii(request)),
                    request.indexOf("@@"));
        }
    }

    static String post(Target target, String type, String body) {
        return "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(
                        target.publishPath(),
                        Target.HOST,
                        target.port(),
                        type,
                        body.length(),
                        target.publishHeaders(),
                        body);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
