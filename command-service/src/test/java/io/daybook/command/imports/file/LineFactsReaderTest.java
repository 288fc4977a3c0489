package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.imports.file.LineFacts.DatedLine;
import io.daybook.command.imports.file.LineFacts.LineAmount;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Facts of lines that are known before the lines are decided. */
class LineFactsReaderTest {

    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final LocalDate DATE = LocalDate.parse("2024-02-29");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Optional<LineFacts> facts(Records records, ImportOption... options) throws IOException {
        return LineFactsReader.of(records, "s", Set.of(options), json)
                .of(records.next().orElseThrow());
    }

    private Optional<LineFacts> ofNdjson(String line, ImportOption... options) throws IOException {
        try (var records = new NdjsonRecords(new StringReader(line))) {
            return facts(records, options);
        }
    }

    private Optional<LineFacts> ofCsv(String file, ImportOption... options) throws IOException {
        try (var records = new CsvRecords(new StringReader(file))) {
            return facts(records, options);
        }
    }

    @Test
    void an_amount_and_a_day_count_however_the_bank_writes_them() throws IOException {
        LineFacts facts = ofCsv("transaction_id;account;date;amount\n1;7;29.02.2024;\"-1.000.000,00 EUR\"\n")
                .orElseThrow();

        assertThat(facts.dated().orElseThrow().date()).isEqualTo(DATE);
        assertThat(facts.amount()).contains(new LineAmount(new BigDecimal("1000000.00"), EUR));
    }

    @Test
    void a_command_tells_its_accounts_its_date_and_its_amount_wherever_they_stand() throws IOException {
        LineFacts facts = ofNdjson("""
                {"more": {"amount": "9.00", "list": [1, {}]}, "toAccount": "%s", "amount": "12.50", "fromAccountId": "%s", \
                "effectiveDate": "2024-02-29", "currency": "EUR"}""".formatted(OTHER, ACCOUNT)).orElseThrow();

        assertThat(facts.dated()).contains(new DatedLine(DATE, List.of(ACCOUNT, OTHER)));
        assertThat(facts.amount()).contains(new LineAmount(new BigDecimal("12.50"), EUR));
    }

    @Test
    void an_opening_tells_its_limit() throws IOException {
        LineFacts facts = ofNdjson("{\"overdraftLimit\": \"300.00\", \"currency\": \"EUR\"}")
                .orElseThrow();

        assertThat(facts.dated()).isEmpty();
        assertThat(facts.amount()).contains(new LineAmount(new BigDecimal("300.00"), EUR));
    }

    @Test
    void a_record_of_csv_tells_the_same() throws IOException {
        LineFacts facts = ofCsv("""
                transaction_id,account,date,direction,amount
                1,%s,2024-02-29,CREDIT, 12.50
                """.formatted(ACCOUNT)).orElseThrow();

        assertThat(facts.dated()).contains(new DatedLine(DATE, List.of(ACCOUNT)));
        assertThat(facts.amount()).contains(new LineAmount(new BigDecimal("12.50"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": \"1.00\", \"amount\": \"2.00\"}",
                "{\"amount\": \"1.00\"; }",
                "{\"amount\" \"1.00\"}",
                "{\"amount\": \"1.00\", {}"
            })
    void a_line_that_is_no_json_tells_nothing(String line) throws IOException {
        assertThat(ofNdjson(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": \"much\"}",
                "{\"amount\": 5}",
                "{\"amount\": \"-5.00\"}",
                "{\"amount\": \"0.00\"}",
                "{\"amount\": \"5.00\", \"currency\": \"a currency of its own\"}",
                "{}"
            })
    void what_is_no_amount_above_zero_of_a_known_currency_is_passed_over(String line) throws IOException {
        assertThat(ofNdjson(line).flatMap(LineFacts::amount)).isEmpty();
    }

    @Test
    void the_thirtieth_of_february_is_a_date_where_months_have_thirty_days() throws IOException {
        String csv = "transaction_id,account,date,direction,amount\n1,%s,2024-02-30,CREDIT,1.00\n".formatted(ACCOUNT);
        String ndjson = "{\"accountId\": \"%s\", \"effectiveDate\": \"2024-02-30\"}".formatted(ACCOUNT);

        assertThat(ofCsv(csv, ImportOption.THIRTY_360).flatMap(LineFacts::dated))
                .contains(new DatedLine(DATE, List.of(ACCOUNT)));
        assertThat(ofCsv(csv.replace("2024-02-30", "30.2.2024"), ImportOption.THIRTY_360)
                        .flatMap(LineFacts::dated))
                .contains(new DatedLine(DATE, List.of(ACCOUNT)));
        assertThat(ofNdjson(ndjson, ImportOption.THIRTY_360).flatMap(LineFacts::dated))
                .contains(new DatedLine(DATE, List.of(ACCOUNT)));
        assertThat(ofCsv(csv).flatMap(LineFacts::dated)).isEmpty();
    }
}
