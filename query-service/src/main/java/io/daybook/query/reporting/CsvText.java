package io.daybook.query.reporting;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes text so that a spreadsheet shows it and never computes it: what would begin a formula gets an apostrophe in front,
 * as OWASP advises against CSV injection. Numbers are no text and keep their signs.
 */
final class CsvText extends StdSerializer<String> {

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    CsvText() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator generator, SerializationContext context) {
        boolean isRisky = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        generator.writeString(isRisky ? "'" + text : text);
    }
}
