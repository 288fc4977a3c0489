package io.daybook.command.imports.file;

import io.daybook.command.account.AccountRequests;
import io.daybook.command.imports.file.CsvHeader.Column;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Finds out whom a record is about, however little of it can be understood: its texts are personal all the same. */
public final class LinePartiesReader {

    private static final String CUSTOMER = "customerId";

    /** More than a line can name that is not made to be a nuisance. */
    private static final int PARTIES_MAX = 8;

    private final @Nullable CsvHeader header;
    private final SourceAccounts source;
    private final JsonMapper json;

    private LinePartiesReader(@Nullable CsvHeader header, SourceAccounts source, JsonMapper json) {
        this.header = header;
        this.source = source;
        this.json = json;
    }

    /**
     * Customers and accounts that a record is about.
     *
     * @param customers the customers that it names
     * @param accounts the accounts that it names
     */
    public record Parties(Set<String> customers, Set<UUID> accounts) {

        Parties() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        private boolean isFull() {
            return customers.size() + accounts.size() >= PARTIES_MAX;
        }
    }

    /** A reader for those records, which are of that source. */
    public static LinePartiesReader of(Records records, String source, JsonMapper json) {
        return new LinePartiesReader(records.header(), new SourceAccounts(source), json);
    }

    /** The parties of that record, as far as it can be read. */
    public Parties of(FileRecord record) {
        var parties = new Parties();
        if (header != null) {
            Integer account = header.known().get(Column.ACCOUNT);
            if (account != null && account < record.fields().size()) {
                add(
                        parties,
                        Column.ACCOUNT.label(),
                        record.fields().get(account).strip());
            }
            return parties;
        }
        try (JsonParser parser = json.createParser(record.fields().getFirst())) {
            readAll(parser, parties);
        } catch (JacksonException broken) {
            // What comes before the fault was read.
            return parties;
        }
        return parties;
    }

    private void readAll(JsonParser parser, Parties parties) {
        String field = "";
        for (JsonToken token = parser.nextToken(); token != null && !parties.isFull(); token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                field = parser.currentName();
            } else if (token.isScalarValue()) {
                add(parties, field, parser.getString());
            }
        }
    }

    private void add(Parties parties, String field, String text) {
        if (field.equals(CUSTOMER) && AccountRequests.isCustomerId(text)) {
            parties.customers().add(text);
        } else if (LineFactsReader.ACCOUNTS.contains(field)
                && !text.isEmpty()
                && text.length() <= SourceAccounts.NUMBER_CHARS_MAX) {
            parties.accounts().add(source.idOf(text));
        }
    }
}
