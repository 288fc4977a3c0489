package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The log as it was at an event, pinned down.
 *
 * @param position the last event's position, which is also the Merkle tree's size
 * @param hash the last event's hash in the chain
 * @param recordedAt time when the last event was recorded
 * @param root the root of the Merkle tree over all events' hashes up to that one
 * @param signedAt time when the head was signed
 */
public record LogHead(long position, Hash hash, Instant recordedAt, Hash root, Instant signedAt) {

    /**
     * Signed text: six lines of ASCII, each ended by one line feed. Hashes are in lower-case hexadecimal, times in UTC by
     * ISO 8601 as {@link Instant#toString()} writes them.
     *
     * <pre>
     * daybook-log-head-v1
     * position
     * hash
     * recordedAt
     * root
     * signedAt
     * </pre>
     */
    public byte[] bytes() {
        return """
                daybook-log-head-v1
                %d
                %s
                %s
                %s
                %s
                """.formatted(position, hash, recordedAt, root, signedAt).getBytes(StandardCharsets.US_ASCII);
    }
}
