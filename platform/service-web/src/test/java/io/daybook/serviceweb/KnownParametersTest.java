package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Query parameters that a path takes, and others. */
class KnownParametersTest {

    private static final List<String> DECLARED = List.of("asOf", "limit");

    @Test
    void those_that_a_handler_declares_are_known() throws NoSuchMethodException {
        var handler = new HandlerMethod(
                this, getClass().getDeclaredMethod("handler", String.class, String.class, String.class, Object.class));

        assertThat(KnownParameters.declared(handler)).containsExactly("asOf", "as-of");
    }

    @SuppressWarnings("unused") // Asked for its parameters, never called.
    private void handler(
            @PathVariable String id,
            @RequestParam @Nullable String asOf,
            @RequestParam("as-of") @Nullable String other,
            Object caller) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "asOf=2026-01-31", "limit=1&asOf=", "limit", "%6cimit=1%30", "&limit=1&&asOf=1"})
    void they_are_taken_in_any_order_and_spelling(String query) {
        assertThatCode(() -> KnownParameters.check(query, DECLARED)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "asof=2026-01-31,  asof",
        "limit=1&name=X,   name",
        "limit=1&LIMIT=2,  LIMIT",
        "limit%5B%5D=1,    ''",
        "=1,               ''",
        "a%20b=1,          ''",
    })
    void others_are_refused_with_those_that_exist(String query, String named) {
        Problem refused = refused(query, DECLARED);

        assertThat(refused.getBody().getDetail())
                .contains(named)
                .contains("not known here")
                .endsWith("Those that exist: asOf, limit.");
        assertThat(
                        refused.getBody().getProperties() == null
                                ? ""
                                : refused.getBody().getProperties().get("parameter"))
                .isEqualTo(named);
    }

    @Test
    void a_path_that_takes_none_says_so() {
        assertThat(refused("reason=X", List.of()).getBody().getDetail())
                .isEqualTo("The query parameter reason is not known here. This path takes none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&limit=2", "limit=1&limit=1", "limit&%6cimit"})
    void none_comes_twice(String query) {
        assertThat(refused(query, DECLARED).getBody().getDetail())
                .isEqualTo("The query parameter limit is there twice. Send it once.");
    }

    @Test
    void a_name_that_cannot_be_decoded_is_refused() {
        assertThat(refused("%zz=1", DECLARED).getBody().getDetail()).contains("cannot be read");
    }

    private static Problem refused(String query, List<String> declared) {
        return catchThrowableOfType(Problem.class, () -> KnownParameters.check(query, declared));
    }
}
