package io.daybook.serviceweb;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daybook.serviceweb.ExactTextModule.MisreadException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON text, in words for whoever sent it, which name no class of ours. */
public final class JsonFault {

    private JsonFault() {}

    /** The fault in a sentence, of a text that is the body of a request. Fields are named by their JSON pointers. */
    public static String explanation(JacksonException exception) {
        return explanation(exception, "The body", pointer(exception));
    }

    /** The fault in a sentence, of a text that is a line of a file. Fields are named as a reader of the file would. */
    public static String explanationOfLine(JacksonException exception) {
        return explanation(exception, "The line", fieldName(pointer(exception)));
    }

    /** Name of the field at a JSON pointer, for whoever reads a file: {@code holder.name} for {@code /holder/name}. */
    public static String fieldName(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    }

    private static String explanation(JacksonException exception, String whole, String field) {
        String place = field.isEmpty() ? whole : field;
        return switch (exception) {
            case UnrecognizedPropertyException unknown -> "The field %s is not known here.".formatted(field);
            case StreamConstraintsException tooMuch ->
                "%s is nested deeper than %d levels, or has a number, a name or a text that is longer than is taken."
                        .formatted(place, StrictJsonAutoConfiguration.DEPTH_MAX);
            case InputCoercionException tooLarge -> "%s is a number that is out of range.".formatted(place);
            case StreamReadException broken ->
                "%s is not well-formed JSON, or a field is there twice.".formatted(place);
            case MisreadException misread -> "%s must be %s.".formatted(place, misread.expected());
            case MismatchedInputException mismatch -> field.isEmpty() ? misfit(whole) : mismatch(mismatch, field);
            default -> misfit(whole);
        };
    }

    private static String misfit(String whole) {
        return "%s is of another type than is taken here, or something follows it.".formatted(whole);
    }

    private static String mismatch(MismatchedInputException mismatch, String field) {
        Class<?> type = mismatch.getTargetType();
        boolean isOfWrongKind = mismatch instanceof InvalidFormatException;
        if (type == String.class && isOfWrongKind) {
            return "%s is of another type. Give it as text, in quotation marks.".formatted(field);
        }
        if (type != null && type.isEnum() && isOfWrongKind) {
            return "%s must be %s.".formatted(field, constants(type));
        }
        return "%s must be given, as %s.".formatted(field, kind(type));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(constant -> Optional.ofNullable(constant.getAnnotation(JsonProperty.class))
                        .map(JsonProperty::value)
                        .orElse(constant.getName()))
                .collect(Collectors.joining(" or "));
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number without quotation marks";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() ? "an object" : "text";
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
