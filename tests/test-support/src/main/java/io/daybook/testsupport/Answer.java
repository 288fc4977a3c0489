package io.daybook.testsupport;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP answer. Two answers to the same request differ in their headers, which tell the time: compare their bodies.
 *
 * @param status the status code
 * @param body the body as JSON, an empty object where there is none
 * @param headers the headers
 */
public record Answer(int status, JsonNode body, HttpHeaders headers) {

    /** The text of a field of the body, empty if it is absent. */
    public String text(String field) {
        return body.path(field).asString();
    }

    /** The texts of a field in all items of a page. */
    public List<String> items(String field) {
        return body.path("items")
                .valueStream()
                .map(item -> item.path(field).asString())
                .toList();
    }

    /** The stable type of a problem detail. */
    public String problem() {
        return text("type");
    }

    /** The value of a header, empty if it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
