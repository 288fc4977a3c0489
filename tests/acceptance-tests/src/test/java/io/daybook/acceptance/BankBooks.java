package io.daybook.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A bank's own books: its transactions with the balances that it recorded itself, read by nothing but this class. */
record BankBooks(List<Row> rows) {

    /**
     * A transaction.
     *
     * @param account the bank's account number
     * @param amount positive in, negative out
     * @param purpose reason that the bank noted, empty if it noted none
     * @param balanceAfter what the bank recorded after it
     */
    record Row(
            String transactionId,
            String account,
            LocalDate date,
            BigDecimal amount,
            String purpose,
            BigDecimal balanceAfter) {

        /** The kind of entry that it is, as files to import call it; empty if it is a payment. */
        String kind() {
            return switch (purpose) {
                case "INTEREST", "OVERDRAFT_INTEREST" -> "INTEREST";
                case "STATEMENT_FEE" -> "FEE";
                default -> "";
            };
        }
    }

    static BankBooks read(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<String> header = List.of(lines.getFirst().split(","));
            return new BankBooks(
                    lines.stream().skip(1).map(line -> row(header, line)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> header, String line) {
        String[] fields = line.split(",", -1);
        BigDecimal amount = new BigDecimal(fields[header.indexOf("amount")]);
        return new Row(
                fields[header.indexOf("transaction_id")],
                fields[header.indexOf("account")],
                LocalDate.parse(fields[header.indexOf("date")]),
                fields[header.indexOf("direction")].equals("DEBIT") ? amount.negate() : amount,
                fields[header.indexOf("purpose")],
                new BigDecimal(fields[header.indexOf("balance_after")]));
    }

    /** Writes the bank's file once more, with a column for the kinds. */
    void writeWithKinds(Path csv, Path target) {
        try {
            List<String> lines = Files.readAllLines(csv);
            var written = new ArrayList<String>();
            written.add(lines.getFirst() + ",kind");
            for (int i = 0; i < rows.size(); i++) {
                written.add(lines.get(i + 1) + "," + rows.get(i).kind());
            }
            Files.write(target, written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The bank's own income and expense by the codes of the ledger's accounts, as debits less credits: interest that customers
     * paid and fees are credits, interest that they got is a debit.
     */
    static Map<String, BigDecimal> ownResult(List<Row> rows) {
        var result = new TreeMap<>(Map.of("4000", BigDecimal.ZERO, "4100", BigDecimal.ZERO, "5000", BigDecimal.ZERO));
        for (Row row : rows) {
            switch (row.kind()) {
                case "FEE" -> result.merge("4100", row.amount(), BigDecimal::add);
                case "INTEREST" ->
                    result.merge(row.amount().signum() > 0 ? "5000" : "4000", row.amount(), BigDecimal::add);
                default -> {
                    // A payment is no result.
                }
            }
        }
        return result;
    }

    /** The bank's balance of every account at the end of every day on which it has a row. */
    Map<String, NavigableMap<LocalDate, BigDecimal>> dayEnds() {
        Map<String, NavigableMap<LocalDate, BigDecimal>> dayEnds = new LinkedHashMap<>();
        rows.forEach(row -> dayEnds.computeIfAbsent(row.account(), account -> new TreeMap<>())
                .put(row.date(), row.balanceAfter()));
        return dayEnds;
    }

    /** The same, computed anew from the amounts without the rows that were taken back. */
    Map<String, NavigableMap<LocalDate, BigDecimal>> dayEndsWithout(List<Row> takenBack) {
        Map<String, BigDecimal> balances = new LinkedHashMap<>();
        Map<String, NavigableMap<LocalDate, BigDecimal>> dayEnds = new LinkedHashMap<>();
        for (Row row : rows) {
            BigDecimal amount = takenBack.contains(row) ? BigDecimal.ZERO : row.amount();
            BigDecimal balance = balances.merge(row.account(), amount, BigDecimal::add);
            dayEnds.computeIfAbsent(row.account(), account -> new TreeMap<>()).put(row.date(), balance);
        }
        return dayEnds;
    }

    /** The sum over all accounts at the end of every day that occurs. */
    static NavigableMap<LocalDate, BigDecimal> totals(Map<String, NavigableMap<LocalDate, BigDecimal>> dayEnds) {
        var changes = new TreeMap<LocalDate, BigDecimal>();
        dayEnds.values().forEach(days -> {
            BigDecimal before = BigDecimal.ZERO;
            for (Map.Entry<LocalDate, BigDecimal> day : days.entrySet()) {
                changes.merge(day.getKey(), day.getValue().subtract(before), BigDecimal::add);
                before = day.getValue();
            }
        });
        BigDecimal total = BigDecimal.ZERO;
        for (Map.Entry<LocalDate, BigDecimal> day : changes.entrySet()) {
            total = total.add(day.getValue());
            day.setValue(total);
        }
        return changes;
    }

    /** Every so manieth row. */
    List<Row> sample(int every) {
        var sample = new ArrayList<Row>();
        for (int i = every / 2; i < rows.size(); i += every) {
            sample.add(rows.get(i));
        }
        return sample;
    }
}
