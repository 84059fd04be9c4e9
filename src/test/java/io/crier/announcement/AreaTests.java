package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaTests {
    /** Brussels to Ghent, some 50 km. */
    @Test
    void measuresOnTheGlobe() {
        assertThat(new Area(50.8503, 4.3517, 51).contains(51.0543, 3.7174)).isTrue();
        assertThat(new Area(50.8503, 4.3517, 49).contains(51.0543, 3.7174)).isFalse();
        assertThat(new Area(0, 179.9, 25).contains(0, -179.9)).isTrue();
        assertThat(new Area(90, 0, 25).contains(89.9, 137)).isTrue();
        assertThat(Math.PI * Area.DIAMETER).isCloseTo(40_030, within(1.0));
    }

    @Test
    void whatLiesInTheCircleLiesInACellThatCoversIt() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var inside = 0;
        for (var round = 0; round < 200_000; round++) {
            var poles = random.nextInt(10) == 0;
            var latitude = poles ? 90 - random.nextDouble() : random.nextDouble() * 180 - 90;
            var longitude =
                    random.nextBoolean()
                            ? random.nextDouble() * 360 - 180
                            : 180 - random.nextDouble() / 10;
            var area = new Area(latitude, longitude, Math.pow(10, random.nextDouble() * 4.3));
            var degrees = area.radius() / 111;
            var otherLatitude =
                    Math.clamp(latitude + (random.nextDouble() * 2 - 1) * degrees, -90.0, 90.0);
            var otherLongitude =
                    random.nextBoolean()
                            ? random.nextDouble() * 360 - 180
                            : wrapped(longitude + (random.nextDouble() * 2 - 1) * degrees);
            if (area.contains(otherLatitude, otherLongitude) && area.covering().isPresent()) {
                inside++;
                assertThat(Area.cells(otherLatitude, otherLongitude))
                        .as("seed %d: %s, %s in %s", seed, otherLatitude, otherLongitude, area)
                        .containsAnyElementsOf(area.covering().get());
            }
        }
        assertThat(inside).isGreaterThan(10_000);
    }

    private static double wrapped(double longitude) {
        return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
    }

    @Test
    void aFewCellsAreEnough() {
        assertThat(new Area(50.85, 4.35, 25).covering().orElseThrow()).hasSizeLessThanOrEqualTo(24);
        assertThat(new Area(50.85, 4.35, 15_000).covering()).isEmpty();
    }
}
