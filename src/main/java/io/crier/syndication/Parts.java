package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A document that is one part after another, with something between them, and that has no word for
 * what was removed. Knows nothing of its announcements but whether there was one.
 */
final class Parts implements Document {
    private static final byte[] NOTHING = {};

    private final String begin;
    private final Function<Announcement, byte[]> part;
    private final byte[] between;
    private final String end;
    private boolean first = true;

    Parts(String begin, Function<Announcement, byte[]> part, String between, String end) {
        this.begin = begin;
        this.part = part;
        this.between = bytes(between);
        this.end = end;
    }

    @Override
    public byte[] begin() {
        return bytes(begin);
    }

    @Override
    public byte[] items(List<Announcement> announcements) {
        var chunk = new ByteArrayOutputStream();
        for (var announcement : announcements) {
            if (!first) {
                chunk.writeBytes(between);
            }
            first = false;
            chunk.writeBytes(part.apply(announcement));
        }
        return chunk.toByteArray();
    }

    @Override
    public byte[] removed(List<Announcement> tombstones) {
        return NOTHING;
    }

    @Override
    public byte[] end() {
        return bytes(end);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
