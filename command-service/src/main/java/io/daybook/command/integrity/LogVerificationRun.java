package io.daybook.command.integrity;

import io.daybook.command.integrity.IntegrityStore.LogEnd;
import io.daybook.command.integrity.VerificationStore.Progress;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.Finding;
import io.daybook.events.integrity.Finding.Kind;
import io.daybook.events.integrity.HashChainVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Verifies the whole hash chain, page by page, and all signed heads. */
final class LogVerificationRun {

    private final RecordedEvents events;
    private final HeadCheck heads;
    private final int pageMax;
    private final HashChainVerifier chain = HashChainVerifier.fromTheBeginning();
    private final LogEnd end;

    /** A verification up to the end of the log as it is now. */
    LogVerificationRun(IntegrityStore store, RecordedEvents events, HeadCheck heads, int pageMax) {
        this.events = events;
        this.heads = heads;
        this.pageMax = pageMax;
        this.end = store.logEnd();
    }

    /**
     * Runs the verification.
     *
     * @param isWanted is told the progress after each page, and says whether to go on
     * @return the first fault, if there is one in what was verified
     */
    Optional<Finding> run(Predicate<Progress> isWanted) {
        List<RecordedEvent> page;
        do {
            page = events.after(chain.position(), pageMax);
            Optional<Finding> fault = verify(page);
            if (fault.isPresent()) {
                return fault;
            }
            if (!isWanted.test(progress())) {
                return Optional.empty();
            }
        } while (!page.isEmpty() && chain.position() < end.position());
        return atTheEnd();
    }

    Progress progress() {
        return new Progress(chain.position(), heads.checked(), heads.unknown());
    }

    private Optional<Finding> verify(List<RecordedEvent> page) {
        for (int i = 0; i < page.size() && chain.position() < end.position(); i++) {
            RecordedEvent event = page.get(i);
            if (!chain.step(event)) {
                return Optional.of(chain.explain(event, following(page, i + 1)));
            }
            Optional<Finding> fault = heads.verified(event.position(), event.hash());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private List<RecordedEvent> following(List<RecordedEvent> page, int from) {
        var following = new ArrayList<>(page.subList(from, page.size()));
        following.addAll(events.after(page.getLast().position(), pageMax));
        return following;
    }

    private Optional<Finding> atTheEnd() {
        long last = chain.position();
        if (last < end.position()) {
            return Optional.of(found(
                    Kind.REMOVED,
                    last + 1,
                    "The last event has position %d, but the log's head says %d: the tail was cut off."
                            .formatted(last, end.position())));
        }
        if (end.lastPosition() > end.position()) {
            return Optional.of(found(
                    Kind.INSERTED,
                    end.position() + 1,
                    "There are events after the log's head, which is at position %d.".formatted(end.position())));
        }
        if (!end.hash().equals(chain.hash())) {
            return Optional.of(found(Kind.HEAD_ALTERED, last, "The log's head has another hash than the last event."));
        }
        return heads.beyond(last);
    }

    private static Finding found(Kind kind, long position, String detail) {
        return new Finding(kind, position, position, detail);
    }
}
