package io.daybook.command.customer;

import static io.daybook.command.http.CommandDispatcher.Body.PURPOSE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.PrintableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about customers, and what their ids look like. */
public final class CustomerRequests {

    /** A customer's id, as the bank gives it. */
    public static final String ID = "[A-Za-z0-9._:-]{1,64}";

    /** The same in words. */
    public static final String ID_FORM =
            "must be 1 to 64 letters and digits of ASCII, dots, underscores, colons and hyphens";

    private static final Pattern ID_PATTERN = Pattern.compile(ID);

    private CustomerRequests() {}

    /** Tells whether a customer can have that id. */
    public static boolean isId(String text) {
        return ID_PATTERN.matcher(text).matches();
    }

    /** Says why the data has to be kept, or need not be any more. */
    record LegalHold(
            @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Says why the data is to be forgotten, or not to be forgotten, if that is said. */
    record Erasure(
            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}
}
