package io.daybook.command.http;

import io.daybook.command.decision.Refusal;
import io.daybook.command.log.Fingerprint;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Something that a request has begun and that goes on in the background.
 *
 * @param what what was begun
 * @param isRepeated whether it was begun before, by the same request under the same idempotency key
 * @param <T> its type
 */
public record Begun<T>(T what, boolean isRepeated) {

    /** Something that was begun now. */
    public static <T> Begun<T> now(T what) {
        return new Begun<>(what, false);
    }

    /**
     * Something that was begun before under the same key.
     *
     * @param stored the digest of the request that began it
     * @param request the digest of this request
     * @throws CommandRefusedException if this is another request
     */
    public static <T> Begun<T> before(T what, Fingerprint stored, Fingerprint request) {
        if (!stored.equals(request)) {
            throw new CommandRefusedException(Refusal.keyReused());
        }
        return new Begun<>(what, true);
    }

    /** The beginning of the answer 202. */
    public ResponseEntity.BodyBuilder answer() {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.ACCEPTED);
        return isRepeated ? answer.header(CommandAnswer.REPLAYED, "true") : answer;
    }
}
