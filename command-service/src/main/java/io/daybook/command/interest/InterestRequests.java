package io.daybook.command.interest;

import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.PrintableText;
import io.daybook.command.log.Fingerprint;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about interest. A period is given by its first and its last day. */
final class InterestRequests {

    /** ISO 20022's purpose code for the payment of interest. */
    static final String PURPOSE = "INTE";

    private static final int CODE_CHARS_MAX = 64;

    private InterestRequests() {}

    /** Pays interest on one account. */
    record Period(
            LocalDate from,
            LocalDate to,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason) implements CommandDispatcher.Body {

        @Override
        public String purpose() {
            return PURPOSE;
        }
    }

    /** Pays interest on all accounts, or on those of one product. */
    record Run(
            LocalDate from,
            LocalDate to,

            @Nullable @Size(min = 1, max = CODE_CHARS_MAX) @PrintableText
            String productCode,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason) {

        /** A digest of what is asked for, by which another request under the same idempotency key is told apart. */
        Fingerprint fingerprint() {
            return Fingerprint.of(Stream.of(from, to, productCode, reason)
                    .map(field -> Objects.toString(field, ""))
                    .map(field -> field.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new));
        }
    }
}
