package io.daybook.apidescription;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/**
 * Reads from records what must be there, each component that is not {@code @Nullable}, and what their Javadoc says of it. A text
 * that is written as it is ({@link JsonRawValue}) is an object on the wire.
 */
final class RecordModels implements ModelConverter {

    private final JavadocProvider javadoc;
    private final Map<String, Class<?>> described = new HashMap<>();

    RecordModels(JavadocProvider javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json31.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            requireOneShape(schema.get$ref(), java.getRawClass());
            complete(schema, java.getRawClass(), context);
        }
        return schema;
    }

    /** Of two records by the same name, only the one that is read first would be described. */
    private void requireOneShape(@Nullable String reference, Class<?> type) {
        Class<?> other = reference == null ? null : described.putIfAbsent(reference, type);
        if (other != null && !components(other).equals(components(type))) {
            throw new IllegalStateException(
                    "%s and %s have the same name in the description. Give one another name, by @Schema if need be."
                            .formatted(other, type));
        }
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::toString)
                .toList();
    }

    private void complete(Schema<?> schema, Class<?> type, ModelConverterContext context) {
        String reference = schema.get$ref();
        Schema<?> model = reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
        if (model == null || model.getProperties() == null) {
            return;
        }
        List<String> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !isNullable(component))
                .map(RecordComponent::getName)
                .filter(model.getProperties()::containsKey)
                .toList();
        model.setRequired(required.isEmpty() ? null : required);
        if (model.getDescription() == null) {
            model.setDescription(unlessEmpty(javadoc.getClassJavadoc(type)));
        }
        Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAccessor().isAnnotationPresent(JsonRawValue.class))
                .map(RecordComponent::getName)
                .forEach(name -> model.getProperties().put(name, new ObjectSchema()));
        Map<String, String> words = javadoc.getRecordClassParamJavadoc(type);
        model.getProperties().forEach((name, property) -> {
            if (property.getDescription() == null && words.containsKey(name)) {
                property.setDescription(words.get(name));
            }
        });
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class;
    }
}
