package io.crier.bench;

import io.crier.announcement.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whom and what announcements are about, each list with the most frequent first. */
record World(
        Map<String, Vocabulary> vocabularies,
        List<Town> towns,
        List<String> topics,
        List<String> organisers,
        List<Origin> sources) {
    private static final int ORGANISERS = 3_000;
    private static final int SOURCES = 50;

    private static final List<String> ASPECTS =
            List.of(
                    "urban",
                    "rural",
                    "digital",
                    "local",
                    "European",
                    "social",
                    "green",
                    "open",
                    "youth",
                    "family",
                    "public",
                    "creative",
                    "historic",
                    "experimental",
                    "night",
                    "mobile",
                    "cooperative",
                    "regional",
                    "traditional",
                    "accessible");

    private static final List<String> SUBJECTS =
            List.of(
                    "participation",
                    "climate",
                    "music",
                    "gardens",
                    "schools",
                    "housing",
                    "health",
                    "transport",
                    "theatre",
                    "literature",
                    "science",
                    "food",
                    "sports",
                    "history",
                    "crafts",
                    "energy",
                    "languages",
                    "dance",
                    "data",
                    "water");

    private static final List<String> KINDS =
            List.of(
                    "City of %s",
                    "%s Public Library",
                    "%s Museum",
                    "University of %s",
                    "%s Theatre",
                    "Friends of %s",
                    "%s Citizens' Assembly",
                    "%s Music School",
                    "Choir of %s",
                    "%s Cycling Club",
                    "%s Adult Education Centre",
                    "%s Youth Council");

    static World make() throws IOException {
        var towns = Town.all();
        return new World(
                Vocabulary.all(),
                towns,
                everyTopic(),
                IntStream.range(0, ORGANISERS).mapToObj(rank -> organiser(towns, rank)).toList(),
                IntStream.range(0, SOURCES).mapToObj(World::source).toList());
    }

    /** Along the diagonals, so that no aspect and no subject has all of the frequent ones. */
    private static List<String> everyTopic() {
        var topics = new ArrayList<String>();
        for (var diagonal = 0; diagonal < SUBJECTS.size(); diagonal++) {
            for (var i = 0; i < ASPECTS.size(); i++) {
                topics.add(ASPECTS.get(i) + " " + SUBJECTS.get((i + diagonal) % SUBJECTS.size()));
            }
        }
        return topics;
    }

    private static String organiser(List<Town> towns, int rank) {
        // Every town has one before any has two.
        var kind = KINDS.get((rank % KINDS.size() + rank / towns.size()) % KINDS.size());
        return kind.formatted(towns.get(rank % towns.size()).name());
    }

    private static Origin source(int rank) {
        var id = UUID.nameUUIDFromBytes(("source " + rank).getBytes(StandardCharsets.UTF_8));
        return new Origin(
                id.toString(), "", URI.create("https://feed-%d.example/".formatted(rank)));
    }

    Vocabulary vocabulary(String language) {
        var found = vocabularies.get(language);
        if (found == null) {
            throw new IllegalArgumentException(
                    "No words of %s in %s".formatted(language, Vocabulary.DIRECTORY));
        }
        return found;
    }

    Stream<String> localities() {
        return towns.stream().map(Town::name);
    }
}
