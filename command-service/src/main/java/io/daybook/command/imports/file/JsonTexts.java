package io.daybook.command.imports.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads some fields of an object in one go, without making a tree of it. */
final class JsonTexts {

    private final JsonMapper json;
    private final Set<String> fields;

    /** Reads those fields, where they are texts of the object itself. */
    JsonTexts(JsonMapper json, Set<String> fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * The texts of an object, by field.
     *
     * @throws JacksonException if it is not well-formed
     */
    Map<String, String> of(String object) {
        var texts = new HashMap<String, String>();
        try (JsonParser parser = json.createParser(object)) {
            parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && fields.contains(field)) {
                    texts.put(field, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return texts;
    }
}
