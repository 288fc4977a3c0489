package io.daybook.command.imports.file;

import io.daybook.command.http.Fields;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.serviceweb.ExactText;
import io.daybook.serviceweb.InvalidTextException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a record that have to be known of a whole file before its first line is decided. What cannot be read is passed over: what
 * is wrong with a record is told when it is parsed.
 */
public final class LineFacts {

    private final SourceAccounts source;
    private final @Nullable String date;
    private final List<String> accounts;
    private final @Nullable String amount;
    private final @Nullable String currency;

    /** The facts as they are written. */
    LineFacts(
            SourceAccounts source,
            @Nullable String date,
            List<String> accounts,
            @Nullable String amount,
            @Nullable String currency) {
        this.source = source;
        this.date = date;
        this.accounts = accounts;
        this.amount = amount;
        this.currency = currency;
    }

    /**
     * A value date on accounts.
     *
     * @param date the value date
     * @param accounts the accounts that have an entry on it
     */
    public record DatedLine(LocalDate date, List<UUID> accounts) {}

    /**
     * An amount that a line moves, or a limit that it sets.
     *
     * @param value in major units
     * @param currency the currency, or null for the account's own
     */
    public record LineAmount(BigDecimal value, @Nullable Currency currency) {}

    /** The value date of the line on its accounts, nothing if it tells none. */
    public Optional<DatedLine> dated() {
        if (date == null) {
            return Optional.empty();
        }
        try {
            List<UUID> ids = accounts.stream()
                    .filter(name -> !name.isEmpty() && name.length() <= SourceAccounts.NUMBER_CHARS_MAX)
                    .map(source::idOf)
                    .toList();
            return Optional.of(new DatedLine(ExactText.day(date), ids));
        } catch (InvalidTextException unreadable) {
            return Optional.empty();
        }
    }

    /** The amount of the line; nothing if it has none, or one that is refused because it is not above zero. */
    public Optional<LineAmount> amount() {
        if (amount == null) {
            return Optional.empty();
        }
        try {
            BigDecimal value = Fields.decimal(amount, "/amount");
            return value.signum() > 0
                    ? Optional.of(new LineAmount(value, currency == null ? null : Fields.currency(currency)))
                    : Optional.empty();
        } catch (InvalidFieldException unreadable) {
            return Optional.empty();
        }
    }
}
