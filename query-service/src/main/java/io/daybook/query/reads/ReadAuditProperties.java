package io.daybook.query.reads;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the recording of reads; the database is {@code daybook.databases.reads}.
 *
 * @param waitingMax maximum reads in the queue, some 300 bytes of memory each
 * @param whenFull behaviour when the queue is full: {@code LOSE} answers and counts the loss, {@code REFUSE} answers 503
 * @param stopWaitMax maximum wait of an orderly stop for an unavailable database, before it discards the queue
 */
@Validated
@ConfigurationProperties("daybook.reads")
record ReadAuditProperties(
        @DefaultValue("100000") @Positive int waitingMax,
        @DefaultValue("LOSE") WhenFull whenFull,
        @DefaultValue("20s") Duration stopWaitMax) {

    /** Policy for requests while the queue of reads is full. */
    enum WhenFull {
        /** The readers: they are answered, and what was not recorded is counted. */
        LOSE,
        /** The record: nobody is answered whose read could not be recorded. */
        REFUSE
    }
}
