package io.daybook.query.reads;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the recording of reads; the database is {@code daybook.databases.reads}.
 *
 * @param owner the role that owns the table and makes it; the one that reads are recorded with may only add
 * @param waitingMax how many reads wait to be written at most; some 300 bytes of memory each
 * @param whenFull what happens when as many wait
 * @param stopWaitMax how long an orderly stop waits for a database that is down before it gives up what waits
 */
@Validated
@ConfigurationProperties("daybook.reads")
record ReadAuditProperties(
        @Valid Owner owner,
        @DefaultValue("100000") @Positive int waitingMax,
        @DefaultValue("LOSE") WhenFull whenFull,
        @DefaultValue("20s") Duration stopWaitMax) {

    /**
     * A role.
     *
     * @param username its name
     * @param password its password
     */
    record Owner(
            @NotBlank String username, @DefaultValue("") String password) {}

    /** Policy for requests while the queue of reads is full. */
    enum WhenFull {
        /** The readers: they are answered, and what was not recorded is counted. */
        LOSE,
        /** The record: nobody is answered whose read could not be recorded. */
        REFUSE
    }
}
