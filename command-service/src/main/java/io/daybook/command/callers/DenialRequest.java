package io.daybook.command.callers;

import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.access.operations.DescribedAct;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.command.http.PrintableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Denies a subject or one token; one of the two is given.
 *
 * @param subject subject of the tokens (claim sub)
 * @param tokenId id of the token (claim jti)
 * @param reason reason in free text
 * @param until time at which it ends by itself; absent if it does not
 */
record DenialRequest(
        @Nullable @Size(min = 1, max = CLAIM_CHARS_MAX) @PrintableText
        String subject,

        @Nullable @Size(min = 1, max = CLAIM_CHARS_MAX) @PrintableText
        String tokenId,

        @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
        String reason,

        @Nullable Instant until)
        implements DescribedAct {

    /** No subject that a service takes is longer. */
    private static final int CLAIM_CHARS_MAX = 255;

    /** The last time that every database can store and every client can read. */
    private static final Instant UNTIL_MAX = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public String about() {
        return "subject %s, token id %s, until %s".formatted(shown(subject), shown(tokenId), shown(until));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    /**
     * Checks that it names one caller.
     *
     * @throws InvalidFieldException if it names none or two
     */
    void checkCaller() {
        if ((subject == null) == (tokenId == null)) {
            throw new InvalidFieldException("/subject", "given, or tokenId, and not both");
        }
    }

    /**
     * Checks that its end, if it has one, can be stored.
     *
     * @throws InvalidFieldException if it cannot
     */
    void checkEnd() {
        if (until != null && until.isAfter(UNTIL_MAX)) {
            throw new InvalidFieldException("/until", "a time before the year 10000, or left out if there is no end");
        }
    }
}
