package io.daybook.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of transactions for tests. */
final class Csv {

    static final String HEADER =
            "transaction_id,account,date,direction,operation,amount,purpose,counterparty_bank,counterparty_account,balance_after\n";

    private Csv() {}

    /** 40 transactions of 4 accounts in the first quarter of 1993, in crowns; one account is overdrawn by 2,481.02. */
    static String transactions() {
        try (InputStream file = Csv.class.getResourceAsStream("/imports/transactions.csv")) {
            if (file == null) {
                throw new IllegalStateException("imports/transactions.csv is missing.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same transactions with their kinds, which the bank noted as purposes. */
    static String withKinds() {
        return transactions()
                .lines()
                .map(line -> line + ","
                        + (line.startsWith("transaction_id")
                                ? "kind"
                                : switch (line.split(",", -1)[6]) {
                                    case "INTEREST", "OVERDRAFT_INTEREST" -> "INTEREST";
                                    case "STATEMENT_FEE" -> "FEE";
                                    default -> "";
                                }))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** So many deposits of 1.00 to 100 accounts. */
    static String deposits(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(i -> "%d,A-%d,2026-01-%02d,CREDIT,CASH_DEPOSIT,1.00,PENSION,AB,4711,\n"
                        .formatted(i, i % 100, 1 + i / 4 * 28 / (lines + 1) % 28))
                .collect(Collectors.joining("", HEADER, ""));
    }
}
