package io.daybook.command.integrity;

import io.daybook.command.log.RecordedEvents;
import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.ConsistencyProof;
import io.daybook.events.integrity.InclusionProof;
import io.daybook.events.integrity.MerkleTree;
import io.daybook.events.integrity.SignedHead;
import io.daybook.serviceweb.Problem;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Proves that events are in the log, and that the log only grew. */
@Component
class Proofs {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final IntegrityStore store;
    private final RecordedEvents events;
    private final LogTree tree;
    private final SigningKeys keys;

    Proofs(IntegrityStore store, RecordedEvents events, LogTree tree, SigningKeys keys) {
        this.store = store;
        this.events = events;
        this.tree = tree;
        this.keys = keys;
    }

    /**
     * The newest signed head.
     *
     * @throws Problem if there is none
     */
    SignedHead head() {
        return store.newestHead().orElseThrow(this::noHead);
    }

    /**
     * Proves that the event is in the log under the newest signed head.
     *
     * @throws Problem if there is no such event, no head reaches it yet, or the log contradicts the head
     */
    InclusionProof inclusion(UUID eventId) {
        RecordedEvent event = events.find(eventId)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-event", "There is no event %s in the log.".formatted(eventId)));
        SignedHead head = head();
        if (head.position() < event.position()) {
            throw new Problem(
                            HttpStatus.CONFLICT,
                            "not-signed-yet",
                            "The event has position %d, but the newest signed head is at %d. Ask again a little later."
                                    .formatted(event.position(), head.position()))
                    .retryAfter(RETRY_AFTER_SECONDS);
        }
        try {
            long leaf = event.position() - 1;
            var proof = new InclusionProof(
                    event, hashBefore(event), leaf, tree.tree().inclusion(leaf, head.position()), head);
            proof.contradiction().ifPresent(fault -> {
                throw contradicted(fault);
            });
            return proof;
        } catch (LogTree.IncompleteTreeException e) {
            throw contradicted(e.detail());
        }
    }

    /**
     * Proves that the log at one size grew out of the log at another by additions only.
     *
     * @throws Problem if no head that was signed reaches that far
     */
    ConsistencyProof consistency(long from, long to) {
        SignedHead head = head();
        if (from < 1 || to < from || to > head.position()) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "no-such-heads",
                            "from and to must be positions, 1 <= from <= to <= %d, the newest signed head's."
                                    .formatted(head.position()))
                    .with("signedPosition", head.position());
        }
        try {
            MerkleTree grown = tree.tree();
            return new ConsistencyProof(from, grown.root(from), to, grown.root(to), grown.consistency(from, to));
        } catch (LogTree.IncompleteTreeException e) {
            throw contradicted(e.detail());
        }
    }

    private Hash hashBefore(RecordedEvent event) {
        long before = event.position() - 1;
        if (before == 0) {
            return Hash.NONE;
        }
        return store.hashAt(before)
                .orElseThrow(() ->
                        new LogTree.IncompleteTreeException("The event at position %d is missing.".formatted(before)));
    }

    private Problem noHead() {
        if (keys.signing().isEmpty()) {
            return new Problem(HttpStatus.NOT_FOUND, "no-signing-key", """
                    No head of this log has been signed, because there is no key. Set daybook.integrity.signing-key-file to \
                    a file with an Ed25519 private key, as "openssl genpkey -algorithm ed25519" writes it, and restart.""");
        }
        return new Problem(
                        HttpStatus.NOT_FOUND, "no-head-yet", "No head has been signed yet. Ask again a little later.")
                .retryAfter(RETRY_AFTER_SECONDS);
    }

    private static Problem contradicted(String fault) {
        return new Problem(
                HttpStatus.CONFLICT,
                "log-contradicted",
                "The log is not what was signed. %s Start POST /v1/log/verifications to find where.".formatted(fault));
    }
}
