package io.daybook.command.integrity;

import io.daybook.command.integrity.Verification.State;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.integrity.Finding;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries verifications through, one at a time, on the instance that was asked for it. */
@Component
class VerificationRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRunner.class);

    private final VerificationStore verifications;
    private final IntegrityStore store;
    private final RecordedEvents events;
    private final SigningKeys keys;
    private final SignedHeadTopic topic;
    private final IntegrityProperties properties;
    private volatile Thread thread = new Thread();
    private volatile boolean running;

    VerificationRunner(
            VerificationStore verifications,
            IntegrityStore store,
            RecordedEvents events,
            SigningKeys keys,
            SignedHeadTopic topic,
            IntegrityProperties properties) {
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
        thread = Thread.ofPlatform().name("log-verification").start(() -> carryThrough(id));
        return true;
    }

    private void carryThrough(UUID id) {
        try (HeadCheck heads = new HeadCheck(store, keys, topic)) {
            var verification = new LogVerificationRun(store, events, heads, properties.pageMax());
            Optional<Finding> finding = verification.run(progress -> verifications.progress(id, progress) && running);
            if (running) {
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

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
