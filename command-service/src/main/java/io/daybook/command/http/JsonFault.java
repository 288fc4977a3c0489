package io.daybook.command.http;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON text, in words for whoever sent it. */
public final class JsonFault {

    private JsonFault() {}

    /** The fault in a sentence. */
    public static String explanation(JacksonException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown -> "The field %s is not known here.".formatted(pointer(unknown));
            case DatabindException databind -> "%s is missing or of another type.".formatted(pointer(databind));
            default -> "The body is not well-formed JSON.";
        };
    }

    /** Where the fault is, as a JSON pointer. */
    static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("/", "/", ""));
    }
}
