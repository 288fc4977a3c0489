package io.daybook.command.integrity;

import io.daybook.command.integrity.Verification.State;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.integrity.Finding;
import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries verifications through, one at a time, on the instance that was asked for it. */
@Component
class VerificationRunner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRunner.class);

    /** The loop is woken for every verification that begins, and has nothing to look for in between. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final VerificationStore verifications;
    private final IntegrityStore store;
    private final RecordedEvents events;
    private final SigningKeys keys;
    private final SignedHeadTopic topic;
    private final IntegrityProperties properties;
    private final Queue<UUID> begun = new ConcurrentLinkedQueue<>();

    VerificationRunner(
            VerificationStore verifications,
            IntegrityStore store,
            RecordedEvents events,
            SigningKeys keys,
            SignedHeadTopic topic,
            IntegrityProperties properties) {
        super("log-verification", PAUSE);
        this.verifications = verifications;
        this.store = store;
        this.events = events;
        this.keys = keys;
        this.topic = topic;
        this.properties = properties;
    }

    /** Begins a walk; false if one is under way on any instance. */
    boolean begin(UUID id, String actor) {
        if (!verifications.begin(id, actor)) {
            return false;
        }
        begun.add(id);
        wake();
        return true;
    }

    @Override
    protected void round() {
        carryThroughBegun();
    }

    /** Those that began while the service was stopping are interrupted at once. */
    @Override
    protected void end() {
        carryThroughBegun();
    }

    private void carryThroughBegun() {
        for (UUID id = begun.poll(); id != null; id = begun.poll()) {
            carryThrough(id);
        }
    }

    private void carryThrough(UUID id) {
        try (HeadCheck heads = new HeadCheck(store, keys, topic)) {
            var verification = new LogVerificationRun(store, events, heads, properties.pageMax());
            Optional<Finding> finding =
                    verification.run(progress -> verifications.progress(id, progress) && isRunning());
            if (isRunning()) {
                verifications.complete(id, verification.progress(), heads.isTopicRead(), finding.orElse(null));
                finding.ifPresent(VerificationRunner::tell);
            } else {
                verifications.end(id, State.INTERRUPTED);
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("verification", id).setCause(e).log("A verification was interrupted.");
            giveUp(id);
        }
    }

    /** If that cannot be recorded either, the verification ends by its silence. */
    private void giveUp(UUID id) {
        try {
            verifications.end(id, State.INTERRUPTED);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("verification", id).setCause(e).log("It could not be noted that it ended.");
        }
    }

    private static void tell(Finding finding) {
        LOG.atError()
                .addKeyValue("finding", finding.kind())
                .addKeyValue("firstPosition", finding.position())
                .log("The log was tampered with, or is damaged. See docs/tamper-evidence.md.");
    }
}
