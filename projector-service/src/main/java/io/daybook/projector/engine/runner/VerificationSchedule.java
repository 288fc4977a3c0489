package io.daybook.projector.engine.runner;

import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.verification.VerificationProperties;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Has all views of this process verified, one after the other, whenever that is due. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class VerificationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationSchedule.class);

    private final Engine engine;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    VerificationSchedule(Engine engine, EventLog log, VerificationProperties properties) {
        this.engine = engine;
        if (!properties.cron().equals(Scheduled.CRON_DISABLED)) {
            log.check();
        }
    }

    @Scheduled(cron = "${daybook.verification.cron:-}")
    void verify() {
        if (isUnderWay.compareAndSet(false, true)) {
            Instant dueAt = Instant.now();
            // It takes hours, and others wait for the scheduler's thread.
            Thread.ofPlatform().daemon().name("verify-views").start(() -> verifyAll(dueAt));
        }
    }

    private void verifyAll(Instant dueAt) {
        try {
            for (ViewRunner runner : engine.runners()) {
                if (engine.isRunning()) {
                    verify(runner, dueAt);
                }
            }
        } finally {
            isUnderWay.set(false);
        }
    }

    private static void verify(ViewRunner runner, Instant dueAt) {
        try {
            runner.verification().runUnlessDoneSince(dueAt);
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn().addKeyValue("view", runner.view()).setCause(e).log("The view could not be verified.");
        }
    }
}
