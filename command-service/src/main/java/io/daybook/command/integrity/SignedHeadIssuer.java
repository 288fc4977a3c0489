package io.daybook.command.integrity;

import io.daybook.command.integrity.IntegrityStore.LogEnd;
import io.daybook.events.integrity.LogHead;
import io.daybook.events.integrity.MerkleTree;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs the head of the log, one instance at a time, and never one that contradicts a head that was signed before. */
final class SignedHeadIssuer {

    /** Blocks of the tree that one transaction reads when there is much to catch up with: a quarter of a million events. */
    private static final int BLOCKS_MAX = 1_000;

    private final IntegrityStore store;
    private final LogTree tree;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SignedHeadIssuer(IntegrityStore store, LogTree tree, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.tree = tree;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The log is not what a head says that was signed before. */
    static final class ContradictionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ContradictionException(String message) {
            super(message);
        }
    }

    /** Tells whether the log has grown since its head was last signed, as far as the database knows. */
    boolean isDue() {
        return store.newestHead().map(SignedHead::position).orElse(0L)
                != store.logEnd().position();
    }

    /**
     * Signs the head, if the log has grown since that was last done and no other instance is at it.
     *
     * @param published the newest head that others hold, which no database administrator can take away
     * @return true if there is more to do at once
     * @throws ContradictionException if the log contradicts that head or the newest one in the database; then nothing is signed
     */
    boolean sign(SigningKey key, Optional<SignedHead> published) {
        return Objects.requireNonNull(
                transactions.execute(transaction -> store.tryLock() && signLocked(key, published)));
    }

    private boolean signLocked(SigningKey key, Optional<SignedHead> published) {
        LogEnd end = store.logEnd();
        Optional<SignedHead> newest = store.newestHead();
        MerkleTree present = tree.tree();
        newest.ifPresent(head -> requireAgreement(head, end, present));
        if (newest.map(SignedHead::position).orElse(0L) == end.position()) {
            return false;
        }
        if (tree.extend(end.position(), BLOCKS_MAX) >> LogTree.BLOCK_LEVEL < end.position() >> LogTree.BLOCK_LEVEL) {
            return true;
        }
        published.ifPresent(head -> requireAgreement(head, end, present));
        store.insertHead(key.sign(new LogHead(
                end.position(),
                end.hash(),
                end.recordedAt(),
                present.root(end.position()),
                clock.instant().truncatedTo(ChronoUnit.MICROS))));
        return false;
    }

    private void requireAgreement(SignedHead head, LogEnd end, MerkleTree present) {
        if (end.position() < head.position()) {
            throw new ContradictionException("The log ends at position %d, but a head was signed at %d."
                    .formatted(end.position(), head.position()));
        }
        if (!store.hashAt(head.position()).equals(Optional.of(head.hash()))
                || !present.root(head.position()).equals(head.root())) {
            throw new ContradictionException("The log up to position %d is not what it was when that head was signed."
                    .formatted(head.position()));
        }
    }
}
