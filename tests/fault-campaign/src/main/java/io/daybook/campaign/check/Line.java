package io.daybook.campaign.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of the history: what a client or the nemesis did or saw. Lines stand in the order in which that happened. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Line.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Line.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Line.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Line.Faulted.class, name = "fault")
})
public sealed interface Line {

    /** Kinds of commands. */
    enum Kind {
        /** Opens an account; the amount is its overdraft limit. */
        OPEN("AccountOpened"),
        /** Pays in. */
        DEPOSIT("MoneyDeposited"),
        /** Pays out. */
        WITHDRAW("MoneyWithdrawn"),
        /** Moves money to another account. */
        TRANSFER("TransferSent"),
        /** Sets money aside. */
        HOLD("FundsHeld"),
        /** Takes all that a hold set aside. */
        CAPTURE("HoldCaptured"),
        /** Lets a hold go. */
        RELEASE("HoldReleased"),
        /** Changes the overdraft limit to the amount. */
        LIMIT("OverdraftLimitChanged");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }

        /** The event that it becomes on its account. */
        public String eventType() {
            return eventType;
        }

        /** The number of events that it becomes. */
        public int events() {
            return this == TRANSFER ? 2 : 1;
        }
    }

    /**
     * A client is about to send a command for the first time. The key is its idempotency key and also its reason, so that its
     * events can be told in the log.
     *
     * @param key names the command
     * @param kind kind of command
     * @param account the account
     * @param counterparty the account that a transfer goes to
     * @param hold the hold that is captured or released
     * @param amount amount of money; nothing for captures and releases
     */
    record Sent(
            String key,
            Kind kind,
            UUID account,
            @Nullable UUID counterparty,
            @Nullable UUID hold,
            @Nullable BigDecimal amount)
            implements Line {}

    /**
     * Result of one attempt.
     *
     * @param key the command
     * @param by service that answered
     * @param status the HTTP status; 0 if there was no answer
     * @param problem the problem's type, where the answer was one
     * @param version the account's version, where the command was acknowledged
     * @param position the position of the command's last event, where it was acknowledged
     * @param eventIds the command's events, where it was acknowledged
     */
    record Answered(
            String key,
            String by,
            int status,
            @Nullable String problem,
            long version,
            long position,
            List<UUID> eventIds)
            implements Line {

        /** Says whether the command was acknowledged. */
        public boolean isAcknowledged() {
            return status == 201;
        }

        /** Says whether the command was refused. Every other answer leaves open whether it was recorded. */
        public boolean isRefused() {
            return status == 404 || status == 409 || status == 412 || status == 422;
        }

        /** Says whether a client that gets this has to send the command again. */
        @JsonIgnore
        public boolean isInDoubt() {
            return !isAcknowledged() && !isRefused();
        }
    }

    /**
     * A client has read an account, or tried to.
     *
     * @param session the client; reads of one session follow on each other
     * @param account the account
     * @param atLeastVersion the version that the client insisted on; 0 for none
     * @param by service that answered
     * @param status the HTTP status; 0 if there was no answer
     * @param version the account's version, where it was shown
     * @param balance the balance, where it was shown
     * @param held amount that was held, if it was shown
     */
    record Read(
            int session,
            UUID account,
            long atLeastVersion,
            String by,
            int status,
            long version,
            @Nullable BigDecimal balance,
            @Nullable BigDecimal held)
            implements Line {}

    /**
     * A fault is over.
     *
     * @param kind kind of the operation
     * @param target to whom
     * @param beganMillis time when it began, in milliseconds since the campaign began
     * @param endedMillis time when it ended, in milliseconds since the campaign began
     */
    record Faulted(String kind, String target, long beganMillis, long endedMillis) implements Line {}
}
