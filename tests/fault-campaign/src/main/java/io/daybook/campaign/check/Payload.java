package io.daybook.campaign.check;

import java.math.BigDecimal;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event's JSON, read field by field.
 *
 * @param json the JSON
 */
public record Payload(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    public static Payload of(LogEvent event) {
        return new Payload(JSON.readTree(event.payload()));
    }

    /** The value of an amount of money. */
    public BigDecimal money(String field) {
        return new BigDecimal(json.required(field).required("value").asString());
    }

    /** The currency of an amount of money. */
    public String currency(String field) {
        return json.required(field).required("currency").asString();
    }

    public UUID id(String field) {
        return UUID.fromString(json.required(field).asString());
    }
}
