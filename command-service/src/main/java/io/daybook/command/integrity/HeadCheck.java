package io.daybook.command.integrity;

import io.daybook.events.Hash;
import io.daybook.events.integrity.Finding;
import io.daybook.events.integrity.Finding.Kind;
import io.daybook.events.integrity.MerkleFrontier;
import io.daybook.events.integrity.SignedHead;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the signed heads, in the database and on the topic, with the log as it is verified. */
final class HeadCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadCheck.class);
    private static final int PAGE_HEADS = 500;

    private final IntegrityStore store;
    private final SigningKeys keys;
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final Deque<SignedHead> stored = new ArrayDeque<>();
    private long storedAfter;
    private boolean isStoredAtItsEnd;
    private @Nullable PublishedHeads published;
    private long agreedPosition;
    private long checked;
    private long unknown;

    HeadCheck(IntegrityStore store, SigningKeys keys, SignedHeadTopic topic) {
        this.store = store;
        this.keys = keys;
        // Without a key nothing on the topic could be believed.
        this.published = keys.verifying().isEmpty() ? null : open(topic);
    }

    long checked() {
        return checked;
    }

    long unknown() {
        return unknown;
    }

    /** Tells whether Kafka has returned all records that were asked for. */
    boolean isTopicRead() {
        return published != null;
    }

    /** Takes the next event's hash, and compares the log so far with the heads that were signed there. */
    Optional<Finding> verified(long position, Hash hash) {
        frontier.add(hash);
        Optional<Finding> finding = Optional.empty();
        for (SignedHead head = nextStored(position); head != null && finding.isEmpty(); head = nextStored(position)) {
            finding = compareStored(head, hash);
        }
        for (SignedHead head = nextPublished(position);
                head != null && finding.isEmpty();
                head = nextPublished(position)) {
            finding = comparePublished(head, hash);
        }
        return finding;
    }

    /** Looks for heads beyond the end of the log, once it has been verified. */
    Optional<Finding> beyond(long verifiedPosition) {
        SignedHead ahead = nextPublished(Long.MAX_VALUE);
        while (ahead != null && (ahead.position() <= verifiedPosition || !keys.haveSigned(ahead))) {
            ahead = nextPublished(Long.MAX_VALUE);
        }
        if (ahead == null) {
            ahead = store.newestHead()
                    .filter(newest -> newest.position() > store.logEnd().position())
                    .orElse(null);
        }
        return Optional.ofNullable(ahead)
                .map(head -> keys.verifying().isEmpty() || keys.haveSigned(head)
                        ? cutOff(verifiedPosition, head)
                        : forged(head));
    }

    private static Finding cutOff(long verifiedPosition, SignedHead head) {
        return new Finding(
                Kind.REMOVED,
                verifiedPosition + 1,
                verifiedPosition + 1,
                "The log ends at position %d, but a head was signed at %d: the tail was cut off."
                        .formatted(verifiedPosition, head.position()));
    }

    private static Finding forged(SignedHead head) {
        return new Finding(
                Kind.HEAD_FORGED,
                head.position(),
                head.position(),
                "The table signed_heads has a head at this position that none of the known keys has signed.");
    }

    private Optional<Finding> compareStored(SignedHead head, Hash hash) {
        if (keys.verifying().isEmpty()) {
            unknown++;
            return Optional.empty();
        }
        if (!keys.haveSigned(head)) {
            return Optional.of(forged(head));
        }
        return compare(head, hash);
    }

    /** Anybody who may write to the topic may write nonsense there, so what is not signed says nothing. */
    private Optional<Finding> comparePublished(SignedHead head, Hash hash) {
        if (!keys.haveSigned(head)) {
            unknown++;
            return Optional.empty();
        }
        if (head.position() < frontier.size()) {
            checked++;
            return store.hashAt(head.position()).equals(Optional.of(head.hash()))
                    ? Optional.empty()
                    : Optional.of(rewritten(head));
        }
        return compare(head, hash);
    }

    private Optional<Finding> compare(SignedHead head, Hash hash) {
        checked++;
        if (head.hash().equals(hash) && head.root().equals(frontier.root())) {
            agreedPosition = head.position();
            return Optional.empty();
        }
        return Optional.of(rewritten(head));
    }

    private Finding rewritten(SignedHead head) {
        long from = Math.min(agreedPosition, head.position() - 1) + 1;
        return new Finding(
                Kind.REWRITTEN,
                from,
                head.position(),
                "The chain is whole so far, but a head that was signed at position %d on %s says that it was another."
                        .formatted(head.position(), head.signedAt()));
    }

    private @Nullable SignedHead nextStored(long upTo) {
        if (stored.isEmpty() && !isStoredAtItsEnd) {
            stored.addAll(store.headsAfter(storedAfter, PAGE_HEADS));
            isStoredAtItsEnd = stored.isEmpty();
        }
        SignedHead head = stored.peek();
        if (head == null || head.position() > upTo) {
            return null;
        }
        storedAfter = head.position();
        return stored.poll();
    }

    private @Nullable SignedHead nextPublished(long upTo) {
        if (published == null) {
            return null;
        }
        try {
            Optional<SignedHead> head = published.peek().filter(next -> next.position() <= upTo);
            if (head.isPresent()) {
                published.take();
            }
            return head.orElse(null);
        } catch (KafkaException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("The signed heads on the topic could not be read; the verification goes on without them.");
            published.close();
            published = null;
            return null;
        }
    }

    private static @Nullable PublishedHeads open(SignedHeadTopic topic) {
        try {
            return topic.read();
        } catch (KafkaException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("The signed heads on the topic could not be read; the verification goes on without them.");
            return null;
        }
    }

    @Override
    public void close() {
        if (published != null) {
            published.close();
        }
    }
}
