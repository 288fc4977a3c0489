package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.Words;
import tools.jackson.databind.json.JsonMapper;

/** How a refusal is remembered: in the words in which the caller was told. */
final class RefusalJson {

    private static final JsonMapper JSON = new JsonMapper();

    private RefusalJson() {}

    static String write(Refusal refusal) {
        return JSON.writeValueAsString(new Words(refusal.kind(), refusal.code(), refusal.detail()));
    }

    static Refusal read(String json) {
        return JSON.readValue(json, Words.class);
    }
}
