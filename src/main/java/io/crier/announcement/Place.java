package io.crier.announcement;

import org.jspecify.annotations.Nullable;

/**
 * Where an event takes place.
 *
 * @param name of the venue, or "Online"
 * @param address street and number, as one line
 * @param locality city or town
 * @param country ISO 3166-1 alpha-2 code, upper case
 * @param latitude degrees north, WGS 84, -90 to 90; never without a longitude
 * @param longitude degrees east, WGS 84, -180 to 180
 */
public record Place(
        @Nullable String name,
        @Nullable String address,
        @Nullable String locality,
        @Nullable String country,
        @Nullable Double latitude,
        @Nullable Double longitude) {
    static final Place NOWHERE = new Place(null, null, null, null, null, null);
}
