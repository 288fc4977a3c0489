package io.daybook.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class OptionalToolsTest {

    @Test
    void a_tool_that_is_found_is_there_everywhere() {
        assertThat(OptionalTools.isThere(true, () -> "install it", false)).isTrue();
        assertThat(OptionalTools.isThere(true, () -> "install it", true)).isTrue();
    }

    @Test
    void the_tests_of_a_missing_tool_are_skipped_on_a_desk_and_fail_on_a_build_server() {
        assertThat(OptionalTools.isThere(false, () -> "install it", false)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> OptionalTools.isThere(false, () -> "install it", true))
                .withMessage("install it");
    }
}
