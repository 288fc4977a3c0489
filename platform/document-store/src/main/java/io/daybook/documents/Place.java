package io.daybook.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Place of a content in the store: {@code 2026-01-31/<document id>}, by the day on which the id was made. */
final class Place {

    private static final int BITS_BELOW_TIME = 16;

    private Place() {}

    static String of(UUID documentId) {
        return folder(dayOf(documentId)) + documentId;
    }

    /** The beginning of the places of a day's documents. */
    static String folder(LocalDate day) {
        return day + "/";
    }

    /** The document whose content is called that, or nothing if that is the name of something else. */
    static Optional<UUID> documentId(String name) {
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first 48 bits of a UUIDv7 are milliseconds since 1970 (RFC 9562, section 5.7). */
    static LocalDate dayOf(UUID documentId) {
        Instant madeAt = Instant.ofEpochMilli(documentId.getMostSignificantBits() >>> BITS_BELOW_TIME);
        return LocalDate.ofInstant(madeAt, ZoneOffset.UTC);
    }
}
