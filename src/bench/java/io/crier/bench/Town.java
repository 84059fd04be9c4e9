package io.crier.bench;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/** A town that does not exist, around a city that does. */
record Town(
        String name,
        String country,
        String language,
        double latitude,
        double longitude,
        ZoneId zone) {
    private static final int COUNT = 1_500;

    /** Degrees: most are within some 60 km of the city. */
    private static final double SPREAD = 0.4;

    /** Country, language, zone, and the cities' latitudes and longitudes; the largest first. */
    private static final List<String> REGIONS =
            List.of(
                    "GB en Europe/London 51.51 -0.13 53.48 -2.24 52.49 -1.89 55.95 -3.19",
                    "DE de Europe/Berlin 52.52 13.40 53.55 9.99 48.14 11.58 50.94 6.96",
                    "FR fr Europe/Paris 48.86 2.35 45.76 4.84 43.30 5.37 44.84 -0.58",
                    "IT it Europe/Rome 41.90 12.50 45.46 9.19 40.85 14.27 45.07 7.69",
                    "ES es Europe/Madrid 40.42 -3.70 41.39 2.17 39.47 -0.38 37.39 -5.98",
                    "NL nl Europe/Amsterdam 52.37 4.90 51.92 4.48 52.09 5.12 53.22 6.57",
                    "IE en Europe/Dublin 53.35 -6.26 51.90 -8.47 53.27 -9.05 52.66 -8.63",
                    "PL pl Europe/Warsaw 52.23 21.01 50.06 19.94 51.11 17.04 54.35 18.65",
                    "AT de Europe/Vienna 48.21 16.37 47.07 15.44 48.31 14.29 47.27 11.39",
                    "BE fr Europe/Brussels 50.85 4.35 50.63 5.57 50.47 4.87 50.41 4.44",
                    "SE sv Europe/Stockholm 59.33 18.07 57.71 11.97 55.61 13.00 59.86 17.64",
                    "PT pt Europe/Lisbon 38.72 -9.14 41.15 -8.61 40.21 -8.43 37.02 -7.93",
                    "CZ cs Europe/Prague 50.08 14.44 49.20 16.61 49.84 18.28 49.75 13.38",
                    "GR el Europe/Athens 37.98 23.73 40.64 22.94 38.25 21.73 35.34 25.14",
                    "FI fi Europe/Helsinki 60.17 24.94 61.50 23.76 60.45 22.27 65.01 25.47");

    private static final List<String> BEGINNINGS =
            List.of(
                    "Al", "Bel", "Cor", "Dun", "El", "Far", "Gran", "Hol", "Ing", "Kal", "Lin",
                    "Mar", "Nor", "Ost", "Pel", "Ros", "Sal", "Tor", "Ul", "Ver", "Wen", "Zel");

    private static final List<String> MIDDLES =
            List.of(
                    "a", "be", "da", "e", "go", "i", "ke", "la", "mo", "ne", "o", "ri", "sa", "te",
                    "u");

    private static final List<String> ENDINGS =
            List.of(
                    "berg", "by", "castro", "dorf", "field", "grad", "ham", "lund", "mont", "nes",
                    "polis", "ria", "stad", "ton", "ville", "wick");

    /** The most frequent first, the same each time. */
    static List<Town> all() {
        var random = new SplittableRandom(1);
        var regions = new Zipf(REGIONS.size(), 0.8);
        var cities = new Zipf(4, 0.7);
        var names = new HashSet<String>();
        var towns = new ArrayList<Town>(COUNT);
        while (towns.size() < COUNT) {
            var region = REGIONS.get(regions.next(random)).split(" ", -1);
            var city = 3 + 2 * cities.next(random);
            var town =
                    new Town(
                            any(BEGINNINGS, random) + any(MIDDLES, random) + any(ENDINGS, random),
                            region[0],
                            region[1],
                            near(region[city], random),
                            near(region[city + 1], random),
                            ZoneId.of(region[2]));
            if (names.add(town.name)) {
                towns.add(town);
            }
        }
        return towns;
    }

    private static String any(List<String> parts, SplittableRandom random) {
        return parts.get(random.nextInt(parts.size()));
    }

    private static double near(String degrees, SplittableRandom random) {
        var exact = Double.parseDouble(degrees) + SPREAD * random.nextGaussian();
        return Math.round(exact * 1e5) / 1e5;
    }
}
