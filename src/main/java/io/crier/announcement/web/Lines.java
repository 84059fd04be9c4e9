package io.crier.announcement.web;

import io.crier.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

/**
 * Cuts a body into its lines as it arrives. A line that is too long is passed over without being
 * kept.
 */
final class Lines {
    /** As long as the body of a single announcement may be. */
    static final int LONGEST_LINE = 1 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number = 1;
    private boolean tooLong;

    private Lines() {}

    /** One line of a body, without its end. */
    static final class Line {
        private final long number;
        private final byte[] content;
        private final boolean tooLong;

        private Line(long number, byte[] content, boolean tooLong) {
            this.number = number;
            this.content = content;
            this.tooLong = tooLong;
        }

        /** Counted from 1, blank lines too. */
        long number() {
            return number;
        }

        /**
         * What the line says.
         *
         * @throws LineTooLong if it is more than is accepted
         */
        byte[] bytes() {
            if (tooLong) {
                throw new LineTooLong(number);
            }
            return content;
        }

        boolean isBlank() {
            if (tooLong) {
                return false;
            }
            for (var one : content) {
                if (" \t\r".indexOf(one) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class LineTooLong extends Refusal {
        private static final long serialVersionUID = 1;

        LineTooLong(long number) {
            super(
                    Reason.TOO_LARGE,
                    "line %d has more than %d bytes".formatted(number, LONGEST_LINE));
        }
    }

    /** The lines that are not blank; one buffer of the body is taken at a time. */
    static Flux<Line> of(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            var lines = new Lines();
            return body.concatMapIterable(lines::cut, 1)
                    .concatWith(Flux.defer(() -> Flux.fromIterable(lines.rest())));
        });
    }

    private List<Line> cut(DataBuffer buffer) {
        var complete = new ArrayList<Line>();
        try {
            while (buffer.readableByteCount() > 0) {
                var end = buffer.indexOf(b -> b == '\n', buffer.readPosition());
                var length = end < 0 ? buffer.readableByteCount() : end - buffer.readPosition();
                take(buffer, length);
                if (end >= 0) {
                    buffer.readPosition(end + 1);
                    complete.addAll(rest());
                    number++;
                }
            }
        } finally {
            DataBufferUtils.release(buffer);
        }
        return complete;
    }

    private void take(DataBuffer buffer, int length) {
        if (tooLong || line.size() + length > LONGEST_LINE) {
            tooLong = true;
            line.reset();
            buffer.readPosition(buffer.readPosition() + length);
        } else {
            var bytes = new byte[length];
            buffer.read(bytes);
            line.writeBytes(bytes);
        }
    }

    private List<Line> rest() {
        var read = new Line(number, line.toByteArray(), tooLong);
        line.reset();
        tooLong = false;
        return read.isBlank() ? List.of() : List.of(read);
    }
}
