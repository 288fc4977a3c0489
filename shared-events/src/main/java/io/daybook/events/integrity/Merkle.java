package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two hashes of a Merkle tree by RFC 9162, section 2.1, with SHA-256. A leaf's data is an event's hash, all 32 bytes of it.
 * The prefixes keep a node from passing for a leaf.
 */
final class Merkle {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** The hash of a tree without leaves. */
    static Hash empty() {
        return Hash.of(sha256().digest());
    }

    static Hash leaf(Hash eventHash) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Hash.of(digest.digest(eventHash.bytes()));
    }

    static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
