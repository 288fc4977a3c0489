package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.util.List;

/**
 * Shows that the log at one size grew out of the log at another by additions only.
 *
 * @param from the smaller size
 * @param fromRoot the Merkle root at that size
 * @param to the greater size
 * @param toRoot the Merkle root at that size
 * @param path hashes that lead from one root to the other
 */
public record ConsistencyProof(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {

    /** Tells whether the proof holds for these two heads. */
    public boolean holdsFor(SignedHead older, SignedHead newer) {
        return older.position() == from
                && newer.position() == to
                && MerkleProofs.isConsistent(from, older.root(), to, newer.root(), path);
    }
}
