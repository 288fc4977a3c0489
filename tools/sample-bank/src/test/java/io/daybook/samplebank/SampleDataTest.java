package io.daybook.samplebank;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.samplebank.SampleData.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleDataTest {

    private static final LocalDate LAST = LocalDate.of(2026, 11, 26);

    private final List<Line> lines = SampleData.until(LAST);

    @Test
    void the_data_is_the_same_whenever_it_is_generated_for_the_same_day() {
        assertThat(SampleData.until(LAST)).isEqualTo(lines);
    }

    @Test
    void no_line_is_ahead_of_the_day_it_is_generated_for_and_all_stand_in_the_order_of_their_days() {
        assertThat(lines).hasSizeGreaterThan(3_000).isSortedAccordingTo(Comparator.comparing(Line::date));
        assertThat(lines.getLast().date()).isBeforeOrEqualTo(LAST);
    }

    @Test
    void every_line_has_an_id_of_its_own() {
        Set<String> ids = new HashSet<>();

        assertThat(lines).allSatisfy(line -> assertThat(ids.add(text(line.fields(), "id")))
                .isTrue());
    }

    @Test
    void no_customer_ever_owes_more_than_the_bank_allows() {
        var limits = new HashMap<String, BigDecimal>();
        var balances = new HashMap<String, BigDecimal>();
        for (Line line : lines) {
            Map<String, Object> fields = line.fields();
            switch (text(fields, "command")) {
                case "open" -> limits.put(text(fields, "accountId"), new BigDecimal(text(fields, "overdraftLimit")));
                case "deposit" -> move(balances, text(fields, "accountId"), amount(fields));
                default -> {
                    move(balances, text(fields, "fromAccountId"), amount(fields).negate());
                    move(balances, text(fields, "toAccountId"), amount(fields));
                    String payer = text(fields, "fromAccountId");
                    assertThat(of(balances, payer).add(of(limits, payer)))
                            .as(fields.toString())
                            .isNotNegative();
                }
            }
        }
    }

    private static BigDecimal amount(Map<String, Object> fields) {
        return new BigDecimal(text(fields, "amount"));
    }

    private static void move(Map<String, BigDecimal> balances, String account, BigDecimal amount) {
        balances.merge(account, amount, BigDecimal::add);
    }

    private static BigDecimal of(Map<String, BigDecimal> amounts, String account) {
        return amounts.getOrDefault(account, BigDecimal.ZERO);
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.get(name));
    }
}
