package io.daybook.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answer to a command once it is durable.
 *
 * @param accountId the account; of a transfer, the one that pays; of a decision on what concerns no account, the request's stream
 * @param version the account's version after the command: ask a query for {@code atLeastVersion} this
 * @param position the command's place in the log
 * @param eventIds its events, the command's own first
 * @param holdId the hold that was placed, if one was
 * @param transferId the transfer that was made, if one was
 * @param approvalId the action that waits for a second person, if that is what came of the command
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandAnswer(
        UUID accountId,
        long version,
        long position,
        List<UUID> eventIds,
        @Nullable UUID holdId,
        @Nullable UUID transferId,
        @Nullable UUID approvalId) {

    /** The header that says that nothing was done now: it is the answer given before under the same Idempotency-Key. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Set<String> REQUESTS = EventCodec.namesOf(ActionRequested.class);

    /** The answer 201 with the account's version as its entity tag; or 202, if a second person decides. */
    public static ResponseEntity<CommandAnswer> created(
            Appended appended, String location, @Nullable UUID holdId, @Nullable UUID transferId) {
        return isWaiting(appended)
                ? waiting(appended)
                : answer(HttpStatus.CREATED, location, appended, holdId, transferId, null);
    }

    /** Tells whether what came of a command is a request that a second person agree to it. */
    public static boolean isWaiting(Appended appended) {
        return REQUESTS.contains(appended.type());
    }

    /** The approval is named as the event that asked for it. */
    private static ResponseEntity<CommandAnswer> waiting(Appended appended) {
        UUID approvalId = appended.eventIds().getFirst();
        return answer(HttpStatus.ACCEPTED, "/v1/approvals/" + approvalId, appended, null, null, approvalId);
    }

    /** The beginning of an answer to any command: its stream's version as the entity tag, and whether it is a repetition. */
    public static ResponseEntity.BodyBuilder begun(HttpStatus status, Appended appended) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(Long.toString(appended.version()));
        return appended.isRepeated() ? answer.header(REPLAYED, "true") : answer;
    }

    private static ResponseEntity<CommandAnswer> answer(
            HttpStatus status,
            String location,
            Appended appended,
            @Nullable UUID holdId,
            @Nullable UUID transferId,
            @Nullable UUID approvalId) {
        return begun(status, appended)
                .location(URI.create(location))
                .body(new CommandAnswer(
                        appended.streamId(),
                        appended.version(),
                        appended.position(),
                        appended.eventIds(),
                        holdId,
                        transferId,
                        approvalId));
    }
}
