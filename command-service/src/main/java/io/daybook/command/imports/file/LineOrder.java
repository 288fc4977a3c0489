package io.daybook.command.imports.file;

import io.daybook.command.imports.file.CsvHeader.Column;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Order in which lines are decided that stand in any order in their file.
 *
 * <p>Openings come first, then lines with a value date in the order of the dates, then those without one, which are valued today.
 * Within a day money comes before it goes: a file tells no more than the day, and in no other order are fewer lines refused. The
 * order is that of the whole file and not of one account after the other, because a transfer has its place in two of them.
 */
public final class LineOrder {

    private static final String COMMAND = "command";
    private static final long OPENINGS = Long.MIN_VALUE;

    /** Later than any day that can be written. */
    private static final long NO_DAY = 1L << 40;

    private static final long PLACES_OF_A_DAY = Place.values().length;

    /** Place within a day. Lines with the same place stay in the order of the file. */
    private enum Place {
        CREDIT(0),
        TRANSFER(1),
        DEBIT(2),
        OTHER(3),
        CLOSING(4);

        private final int rank;

        Place(int rank) {
            this.rank = rank;
        }

        static Place of(@Nullable String directionOrCommand) {
            return directionOrCommand == null ? OTHER : ofWord(directionOrCommand);
        }

        private static Place ofWord(String directionOrCommand) {
            return switch (directionOrCommand) {
                case "CREDIT",
                        "deposit",
                        "interest-credit",
                        "interest-charge-reversal",
                        "fee-reversal",
                        "tax-reversal" -> CREDIT;
                case "transfer" -> TRANSFER;
                case "DEBIT", "withdraw", "interest-charge", "interest-credit-reversal", "fee", "tax" -> DEBIT;
                case "close" -> CLOSING;
                default -> OTHER;
            };
        }
    }

    private final @Nullable CsvHeader header;
    private final FileCalendar calendar;
    private final JsonTexts texts;

    private LineOrder(@Nullable CsvHeader header, FileCalendar calendar, JsonTexts texts) {
        this.header = header;
        this.calendar = calendar;
        this.texts = texts;
    }

    /** The order of those records, which are read with those options. */
    public static LineOrder of(Records records, Set<ImportOption> options, JsonMapper json) {
        return new LineOrder(
                records.header(),
                new FileCalendar(options),
                new JsonTexts(json, Set.of(COMMAND, LineFactsReader.DATE)));
    }

    /** The key of a record: records with a lower one are decided earlier, those with the same in the order of the file. */
    public long keyOf(FileRecord record) {
        return header == null ? keyOfJson(record) : keyOfCsv(record, header);
    }

    private long keyOfCsv(FileRecord record, CsvHeader known) {
        return known.fits(record)
                ? key(known.day(record, Column.DATE), Place.of(known.direction(record)))
                : key(null, Place.OTHER);
    }

    private long keyOfJson(FileRecord record) {
        try {
            Map<String, String> fields = texts.of(record.fields().getFirst());
            @Nullable String command = fields.get(COMMAND);
            return "open".equals(command) ? OPENINGS : key(fields.get(LineFactsReader.DATE), Place.of(command));
        } catch (JacksonException malformed) {
            return key(null, Place.OTHER);
        }
    }

    private long key(@Nullable String date, Place place) {
        return day(date) * PLACES_OF_A_DAY + place.rank;
    }

    private long day(@Nullable String date) {
        try {
            return date == null ? NO_DAY : LocalDate.parse(calendar.day(date)).toEpochDay();
        } catch (DateTimeException unreadable) {
            return NO_DAY;
        }
    }
}
