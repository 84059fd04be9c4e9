package io.crier.announcement;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A circle on the globe.
 *
 * <p>The store finds what lies in it by cells: squares of degrees, of several sizes, each
 * announcement filed under the one of each size that it lies in. A few cells cover the circle; what
 * lies in them is then measured.
 *
 * @param latitude degrees north of the centre, WGS 84, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param radius kilometres, more than 0, up to {@value #LARGEST_RADIUS}
 */
public record Area(double latitude, double longitude, double radius) {
    /** To the other side of the globe, and a little more. */
    public static final int LARGEST_RADIUS = 20_100;

    /** Kilometres; a town and its surroundings. */
    public static final double USUAL_RADIUS = 25;

    /** Twice the mean radius of the earth (IUGG), in kilometres. */
    static final double DIAMETER = 2 * 6371.0088;

    private static final double KILOMETRES_A_DEGREE = DIAMETER * Math.PI / 360;

    /** Degrees, finest first; the finest are some five kilometres high. */
    private static final double[] SIZES = {0.046875, 0.1875, 0.75, 3, 12};

    /** A circle is covered by the finest cells of which so few are enough. */
    private static final int MOST_CELLS = 24;

    /** What is filed lies within its cell but for the roundings of the arithmetic. */
    private static final double SLACK = 1e-6;

    public Area {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("there is no such point on the globe");
        }
        if (!(radius > 0 && radius <= LARGEST_RADIUS)) {
            throw new IllegalArgumentException(
                    "a radius is more than 0 and at most " + LARGEST_RADIUS + " km");
        }
    }

    /** The cells that a point lies in, one of each size. */
    static Set<String> cells(double latitude, double longitude) {
        var cells = new TreeSet<String>();
        for (var size : SIZES) {
            cells.add(cell(size, row(latitude, size), column(longitude, size)));
        }
        return cells;
    }

    /** Whether the point lies in the circle, by the haversine formula; the store says the same. */
    boolean contains(double otherLatitude, double otherLongitude) {
        var up = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
        var across = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        var square =
                up * up
                        + Math.cos(Math.toRadians(latitude))
                                * Math.cos(Math.toRadians(otherLatitude))
                                * across
                                * across;
        return DIAMETER * Math.asin(Math.min(1, Math.sqrt(square))) <= radius;
    }

    /** Cells that cover the circle; none where it would take too many, since most of it all. */
    Optional<Set<String>> covering() {
        for (var size : SIZES) {
            var cells = covering(size);
            if (cells.size() <= MOST_CELLS) {
                return Optional.of(cells);
            }
        }
        return Optional.empty();
    }

    /** Stops as soon as there are too many. */
    private Set<String> covering(double size) {
        var height = radius / KILOMETRES_A_DEGREE + SLACK;
        var south = Math.max(-90, latitude - height);
        var north = Math.min(90, latitude + height);
        var width = halfWidth(height) + SLACK;
        var columns = Math.round(360 / size);
        var cells = new HashSet<String>();
        for (var row = row(south, size); row <= row(north, size); row++) {
            var first = (long) Math.floor((longitude - width + 180) / size);
            var last = (long) Math.floor((longitude + width + 180) / size);
            for (var column = first; column <= Math.min(last, first + columns - 1); column++) {
                cells.add(cell(size, row, Math.floorMod(column, columns)));
                if (cells.size() > MOST_CELLS) {
                    return cells;
                }
            }
        }
        return cells;
    }

    /** Degrees of longitude to either side of the centre; all around where a pole is within. */
    private double halfWidth(double height) {
        if (Math.abs(latitude) + height >= 90) {
            return 180;
        }
        var widest = Math.sin(Math.toRadians(height)) / Math.cos(Math.toRadians(latitude));
        return widest >= 1 ? 180 : Math.toDegrees(Math.asin(widest));
    }

    private static long row(double latitude, double size) {
        return (long) Math.floor((latitude + 90) / size);
    }

    /** The meridian of 180° is the one of -180°. */
    private static long column(double longitude, double size) {
        return Math.floorMod((long) Math.floor((longitude + 180) / size), Math.round(360 / size));
    }

    private static String cell(double size, long row, long column) {
        return "cell:%s/%d/%d".formatted(size, row, column);
    }

    /** As the parameter {@code near} tells the centre. */
    String centre() {
        return plain(latitude) + "," + plain(longitude);
    }

    /** As the parameter {@code radius} tells it. */
    String extent() {
        return plain(radius);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
