package io.daybook.events.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Shows that an event is in the log under a signed head, to whoever has the public key and nothing else.
 *
 * @param event the event, whole
 * @param previousHash the hash of the event before it, with which its own can be computed
 * @param leafIndex its leaf in the Merkle tree: its position less one
 * @param path the siblings on the way from the leaf to the root, lowest first
 * @param head the signed head
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InclusionProof(RecordedEvent event, Hash previousHash, long leafIndex, List<Hash> path, SignedHead head) {

    /** The first error of the proof, by those keys; nothing if it holds. */
    public Optional<String> fault(Collection<VerifyingKey> keys) {
        if (keys.stream().noneMatch(key -> key.hasSigned(head))) {
            return Optional.of("The head is not signed by a key that is trusted, or was altered after it was signed.");
        }
        return contradiction();
    }

    /** In what the event and the head do not go together; nothing if they do. The signature plays no part. */
    public Optional<String> contradiction() {
        if (!HashChain.next(previousHash, event).equals(event.hash())) {
            return Optional.of("The event's hash does not follow from its content and from the hash before it.");
        }
        if (leafIndex != event.position() - 1) {
            return Optional.of(
                    "The proof is for leaf %d, but the event's position is %d.".formatted(leafIndex, event.position()));
        }
        if (!MerkleProofs.isIncluded(event.hash(), leafIndex, head.position(), path, head.root())) {
            return Optional.of("The path does not lead from the event to the head's root.");
        }
        return Optional.empty();
    }
}
