package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Cursor;
import org.junit.jupiter.api.Test;

class WalkCursorTests {
    private static final Cursor CURSOR = new Cursor("56fa53d55ffa", 7);

    @Test
    void readsWhatItWrites() {
        var underWay = new WalkCursor(CURSOR, 12);
        assertThat(underWay).hasToString("56fa53d55ffa-7.12");
        assertThat(WalkCursor.parse(underWay.toString())).contains(underWay);
        var over = new WalkCursor(CURSOR, 7);
        assertThat(over).hasToString("56fa53d55ffa-7");
        assertThat(WalkCursor.parse(over.toString())).contains(over);
    }

    @Test
    void isTheBeginningOfItsWalkToEverybodyElse() {
        assertThat(Cursor.parse("56fa53d55ffa-7.12")).contains(CURSOR);
    }

    @Test
    void neverGoesBackBehindItsBeginning() {
        assertThat(WalkCursor.parse("56fa53d55ffa-7.3")).contains(new WalkCursor(CURSOR, 7));
    }

    @Test
    void nothingElseIsOne() {
        assertThat(WalkCursor.parse("7.12")).isEmpty();
        assertThat(WalkCursor.parse("a-7.1234567890123456789")).isEmpty();
    }
}
