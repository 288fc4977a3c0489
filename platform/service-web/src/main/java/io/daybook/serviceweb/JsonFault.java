package io.daybook.serviceweb;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON text, in words for whoever sent it, which name no class of ours. */
public final class JsonFault {

    private JsonFault() {}

    /** The fault in a sentence. */
    public static String explanation(JacksonException exception) {
        String pointer = pointer(exception);
        String place = pointer.isEmpty() ? "The body" : pointer;
        return switch (exception) {
            case UnrecognizedPropertyException unknown -> "The field %s is not known here.".formatted(pointer);
            case StreamConstraintsException tooMuch ->
                "%s is nested deeper than %d levels, or has a number, a name or a text that is longer than is taken."
                        .formatted(place, StrictJsonAutoConfiguration.DEPTH_MAX);
            case StreamReadException broken ->
                "%s is not well-formed JSON, or a field is there twice.".formatted(place);
            default ->
                pointer.isEmpty()
                        ? "The body is of another type than is taken here, or something follows it."
                        : "%s is missing or of another type.".formatted(pointer);
        };
    }

    /** The place of the fault, as a JSON pointer (RFC 6901); empty if it is the whole. */
    public static String pointer(JacksonException exception) {
        // Whoever was reading knows where; whoever was making something of it knows what for.
        if (exception instanceof StreamReadException && exception.processor() instanceof JsonParser parser) {
            return parser.streamReadContext().pathAsPointer().toString();
        }
        JsonPointer pointer = JsonPointer.empty();
        for (JacksonException.Reference step : exception.getPath()) {
            String name = step.getPropertyName();
            pointer = name == null ? pointer.appendIndex(step.getIndex()) : pointer.appendProperty(name);
        }
        return pointer.toString();
    }
}
