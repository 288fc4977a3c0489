package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts of a line that are folded, cut and remembered. */
class LineTextsTest {

    private final LineTexts texts = new LineTexts();

    @Test
    void a_text_that_can_be_kept_stays_as_it_is_and_is_not_remembered() {
        assertThat(texts.of("reason", "March", 5)).isEqualTo("March");
        assertThat(texts.of("reason", "", 5)).isEmpty();
        assertThat(texts.of("reason", null, 5)).isNull();
        assertThat(texts.originals()).isEmpty();
    }

    @Test
    void a_text_that_is_changed_is_remembered_as_it_was_written() {
        assertThat(texts.of("reason", "March\nApril", 20)).isEqualTo("March April");
        assertThat(texts.of("reference", "\u200b", 20)).isNull();

        assertThat(texts.originals()).isEqualTo(Map.of("reason", "March\nApril", "reference", "\u200b"));
    }

    @Test
    void a_text_that_is_too_long_is_cut_between_characters() {
        assertThat(texts.of("reason", "x".repeat(21), 20)).isEqualTo("x".repeat(19) + "…");
        assertThat(texts.of("reason", "x".repeat(18) + "🍕🍕", 20)).isEqualTo("x".repeat(18) + "…");
        assertThat(texts.of("purpose", "x".repeat(21), LineTexts.NOT_CUT)).hasSize(21);
    }

    @Test
    void a_joiner_that_the_cut_leaves_at_the_end_is_left_out() {
        assertThat(texts.of("reason", "علی\u200cرضا", 5)).isEqualTo("علی…");
    }
}
