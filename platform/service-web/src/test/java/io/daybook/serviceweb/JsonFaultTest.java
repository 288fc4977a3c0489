package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Strict JSON, and what is said of JSON that says something else than is asked for. */
class JsonFaultTest {

    private static final JsonMapper JSON = mapper();

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new StrictJsonAutoConfiguration().strictJson().customize(builder);
        return builder.build();
    }

    /** A body with a field of every type. */
    record Body(
            String amount,
            @Nullable Holder holder,
            @Nullable LocalDate effectiveDate,
            @Nullable Instant expiresAt,
            @Nullable UUID accountId,
            @Nullable Swap swap,
            @Nullable Long position,
            @Nullable Boolean agreed,
            @Nullable List<String> types) {}

    /** An object in it. */
    record Holder(String name) {}

    /** A choice in it. */
    enum Swap {
        @JsonProperty("ifEqual")
        IF_EQUAL,
        NEVER
    }

    @Test
    void days_instants_and_ids_are_texts() {
        assertThat(JSON.readValue("""
            {"amount": "1.00", "effectiveDate": "2026-01-05", "expiresAt": "2026-01-05T12:00:00+01:00",
             "accountId": "01980000-0000-7000-8000-000000000000"}\
            """, Body.class))
                .isEqualTo(new Body(
                        "1.00",
                        null,
                        LocalDate.of(2026, 1, 5),
                        Instant.parse("2026-01-05T11:00:00Z"),
                        UUID.fromString("01980000-0000-7000-8000-000000000000"),
                        null,
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"amount\": 12.5                                | /amount is of another type. Give it as text, in quotation marks.",
                "\"amount\": 12                                  | /amount is of another type. Give it as text, in quotation marks.",
                "\"amount\": true                                | /amount is of another type. Give it as text, in quotation marks.",
                "\"amount\": {}                                  | /amount must be given, as text.",
                "\"amount\": null                                | /amount must be given, as text.",
                "\"position\": 1                                 | /amount must be given, as text.",
                "\"holder\": {\"name\": 5}                       | /holder/name is of another type. Give it as text, in quotation marks.",
                "\"holder\": \"Ada\"                             | /holder must be given, as an object.",
                "\"effectiveDate\": \"2023-02-29\"               | /effectiveDate must be a day of the calendar: 2023-02-29 is not a day.",
                "\"effectiveDate\": \"2026-03-28T23:00:00.000Z\" | /effectiveDate must be a date such as 2026-01-31.",
                "\"effectiveDate\": \" 2026-01-05 \"             | /effectiveDate must be a date such as 2026-01-31.",
                "\"effectiveDate\": \"\"                         | /effectiveDate must be a date such as 2026-01-31.",
                "\"effectiveDate\": [2026, 1, 5]                 | /effectiveDate must be given as text: a date such as 2026-01-31.",
                "\"effectiveDate\": 20260105                     | /effectiveDate must be given as text: a date such as 2026-01-31.",
                "\"expiresAt\": 1798761600000                    | /expiresAt must be given as text: an instant with its offset from UTC, such as 2026-01-31T12:00:00Z or 2026-01-31T13:00:00+01:00.",
                "\"expiresAt\": 1798761600.5                     | /expiresAt must be given as text: an instant with its offset from UTC, such as 2026-01-31T12:00:00Z or 2026-01-31T13:00:00+01:00.",
                "\"accountId\": \"\"                             | /accountId must be a UUID such as 01980000-0000-7000-8000-000000000000.",
                "\"accountId\": \"AAAAAAAAAAAAAAAAAAAAAA==\"     | /accountId must be a UUID such as 01980000-0000-7000-8000-000000000000.",
                "\"swap\": \"sometimes\"                         | /swap must be ifEqual or NEVER.",
                "\"swap\": 1                                     | /swap must be ifEqual or NEVER.",
                "\"position\": \"1\"                             | /position must be given, as a whole number without quotation marks.",
                "\"position\": 1.5                               | /position must be given, as a whole number without quotation marks.",
                "\"position\": 99999999999999999999              | /position is a number that is out of range.",
                "\"agreed\": \"true\"                            | /agreed must be given, as true or false.",
                "\"types\": \"all\"                              | /types must be given, as a list.",
                "\"types\": [5]                                  | /types/0 is of another type. Give it as text, in quotation marks.",
                "\"amount\": \"1.00\", \"colour\": 1              | The field /colour is not known here.",
            })
    void a_fault_names_the_field_and_what_it_must_be(String fields, String explanation) {
        assertThat(JsonFault.explanation(fault("{%s}".formatted(fields)))).isEqualTo(explanation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"holder\": {\"name\": 5}} | holder.name is of another type. Give it as text, in quotation marks.",
                "{\"amount\": \"1\", \"colour\": 1} | The field colour is not known here.",
                "{\"amount\": \"1\"} {}      | The line is of another type than is taken here, or something follows it.",
                "{\"amount\": nine}          | amount is not well-formed JSON, or a field is there twice.",
            })
    void of_a_line_of_a_file_fields_are_named_without_pointers(String line, String explanation) {
        assertThat(JsonFault.explanationOfLine(fault(line))).isEqualTo(explanation);
    }

    private static JacksonException fault(String json) {
        return catchThrowableOfType(JacksonException.class, () -> JSON.readValue(json, Body.class));
    }
}
