package io.daybook.serviceweb;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Lets Jackson read days, instants and UUIDs from texts in their one form. By itself it also makes a day of an array, an instant of a
 * number of seconds, and nothing of an empty text.
 */
final class ExactTextModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    ExactTextModule() {
        add(LocalDate.class, ExactText.DAY, ExactText::day);
        add(Instant.class, ExactText.INSTANT, ExactText::instant);
        add(UUID.class, ExactText.UUID_FORM, ExactText::uuid);
    }

    private <T> void add(Class<T> type, String form, Function<String, T> reader) {
        addDeserializer(type, new OfText<>(type, form, reader));
    }

    /** A text that Jackson was given for something of that type, and that is none. */
    static final class MisreadException extends MismatchedInputException {

        private static final long serialVersionUID = 1L;

        private final String expected;

        private MisreadException(JsonParser parser, Class<?> type, String expected) {
            super(parser, expected, type);
            this.expected = expected;
        }

        /** Rule that the text must follow, as the end of a sentence that begins "must be". */
        String expected() {
            return expected;
        }
    }

    private static final class OfText<T> extends StdScalarDeserializer<T> {

        private final String form;
        private final transient Function<String, T> reader;

        OfText(Class<T> type, String form, Function<String, T> reader) {
            super(type);
            this.form = form;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new MisreadException(parser, handledType(), "given as text: " + form);
            }
            try {
                return reader.apply(parser.getString());
            } catch (InvalidTextException e) {
                throw new MisreadException(parser, handledType(), String.valueOf(e.getMessage()));
            }
        }
    }
}
