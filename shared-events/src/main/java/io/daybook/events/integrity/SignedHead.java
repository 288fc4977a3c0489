package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.time.Instant;

/**
 * A head of the log that its keeper has signed, and cannot take back.
 *
 * @param position the last event's position, which is also the Merkle tree's size
 * @param hash the last event's hash in the chain
 * @param recordedAt time when the last event was recorded
 * @param root the root of the Merkle tree over all events' hashes up to that one
 * @param signedAt time when the head was signed
 * @param keyId the SHA-256 of the public key (SubjectPublicKeyInfo, DER) in hexadecimal
 * @param algorithm the algorithm of the signature, {@value SigningKey#ALGORITHM}
 * @param signature the signature of {@link LogHead#bytes()} in Base64
 */
public record SignedHead(
        long position,
        Hash hash,
        Instant recordedAt,
        Hash root,
        Instant signedAt,
        String keyId,
        String algorithm,
        String signature) {

    /** That head with its signature. */
    public static SignedHead of(LogHead head, String keyId, String signature) {
        return new SignedHead(
                head.position(),
                head.hash(),
                head.recordedAt(),
                head.root(),
                head.signedAt(),
                keyId,
                SigningKey.ALGORITHM,
                signature);
    }

    /** The signed bytes. */
    public LogHead head() {
        return new LogHead(position, hash, recordedAt, root, signedAt);
    }
}
