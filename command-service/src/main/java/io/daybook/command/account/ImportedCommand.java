package io.daybook.command.account;

import io.daybook.command.account.domain.AccountCommand;
import io.daybook.command.http.CommandDispatcher;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as a line of a file asks for it.
 *
 * @param name the command's name in files, {@code deposit}
 * @param command the command
 * @param body the request, as its body would say it
 * @param effectiveDate the value date, or null for today
 * @param bookedOn day on which the books that it comes from had it, or null if they do not say
 * @param substance what makes it this command and no other, beside its name and its accounts: texts that do not depend on how
 *     numbers are written, nor on what merely describes it
 */
public record ImportedCommand(
        String name,
        AccountCommand command,
        CommandDispatcher.Body body,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate bookedOn,
        List<String> substance) {

    /** A command of which it is not said when other books had it. */
    ImportedCommand(
            String name,
            AccountCommand command,
            CommandDispatcher.Body body,
            @Nullable LocalDate effectiveDate,
            List<String> substance) {
        this(name, command, body, effectiveDate, null, substance);
    }

    /** The same command, as other books had it on that day; null if they do not say. */
    public ImportedCommand bookedOn(@Nullable LocalDate day) {
        return new ImportedCommand(name, command, body, effectiveDate, day, substance);
    }

    /** A command that cannot be understood; the message says why. Costs no stack trace: a file may be full of them. */
    public static final class MalformedCommandException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedCommandException(String detail) {
            super(detail, null, false, false);
        }
    }
}
