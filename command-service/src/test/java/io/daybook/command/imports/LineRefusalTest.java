package io.daybook.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineRefusalTest {

    @Test
    void a_record_is_cut_where_it_is_long_or_unreadable() {
        assertThat(new LineRefusal(2, "x".repeat(999) + "😀😀", "malformed", "a\u0000b\ud800c\td"))
                .isEqualTo(new LineRefusal(2, "x".repeat(999) + "…", "malformed", "a\ufffdb\ufffdc\td"));
    }
}
