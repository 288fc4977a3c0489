package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import tools.jackson.databind.json.JsonMapper;

/** Stored form of refusals: the details that the caller was given. */
final class RefusalJson {

    private static final JsonMapper JSON = new JsonMapper();

    private RefusalJson() {}

    static String write(Refusal refusal) {
        return JSON.writeValueAsString(Refusal.Details.of(refusal));
    }

    static Refusal read(String json) {
        return JSON.readValue(json, Refusal.Details.class);
    }
}
