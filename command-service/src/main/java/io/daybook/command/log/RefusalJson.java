package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import tools.jackson.databind.json.JsonMapper;

/** How a refusal is remembered: in the words in which the caller was told. */
final class RefusalJson {

    private static final JsonMapper JSON = new JsonMapper();

    private RefusalJson() {}

    static String write(Refusal refusal) {
        return JSON.writeValueAsString(new Told(refusal.kind(), refusal.code(), refusal.detail()));
    }

    static Refusal read(String json) {
        return JSON.readValue(json, Told.class);
    }

    /** A refusal of which only the words are left. */
    private record Told(Kind kind, String code, String detail) implements Refusal {}
}
