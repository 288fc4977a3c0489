package io.daybook.command.imports.file;

import io.daybook.command.account.domain.BankEntryKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kind of a line of a CSV file that is no payment but an entry of the bank's own. */
enum CsvKind {
    INTEREST(BankEntryKind.INTEREST_CREDIT, BankEntryKind.INTEREST_CHARGE),
    FEE(null, BankEntryKind.FEE),
    TAX(null, BankEntryKind.TAX),
    INTEREST_REVERSAL(BankEntryKind.INTEREST_CHARGE_REVERSAL, BankEntryKind.INTEREST_CREDIT_REVERSAL),
    FEE_REVERSAL(BankEntryKind.FEE_REVERSAL, null),
    TAX_REVERSAL(BankEntryKind.TAX_REVERSAL, null);

    /** Kind of a line that is money that came or went, as without a kind. */
    private static final String PAYMENT = "PAYMENT";

    private final @Nullable BankEntryKind credit;
    private final @Nullable BankEntryKind debit;

    CsvKind(@Nullable BankEntryKind credit, @Nullable BankEntryKind debit) {
        this.credit = credit;
        this.debit = debit;
    }

    /**
     * The entry that a line of that kind and direction is; null if it is a payment.
     *
     * @param kind the line's kind as it is written, null if it has none
     * @throws InvalidLineException if there is no such kind, or not in that direction
     */
    static @Nullable BankEntryKind entry(@Nullable String kind, boolean isCredit) {
        return kind == null || kind.equals(PAYMENT) ? null : of(kind).entry(isCredit);
    }

    private static CsvKind of(String kind) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> InvalidLineException.malformed(
                        "kind must be empty or one of %s, %s.".formatted(PAYMENT, String.join(", ", names()))));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(CsvKind::name).toList();
    }

    private BankEntryKind entry(boolean isCredit) {
        BankEntryKind entry = isCredit ? credit : debit;
        if (entry != null) {
            return entry;
        }
        throw InvalidLineException.malformed(
                isCredit
                        ? "A %1$s is a DEBIT; if it was given back, its kind is %1$s_REVERSAL.".formatted(name())
                        : "A %s is a CREDIT.".formatted(name()));
    }
}
