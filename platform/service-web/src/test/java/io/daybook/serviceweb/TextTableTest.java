package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_are_as_wide_as_what_stands_in_them_and_numbers_stand_to_the_right() {
        String table = new TextTable("VIEW", "LAG")
                .row("balances", 7)
                .row("audit", 12_345)
                .row("webhooks", null)
                .toString();

        assertThat(table).isEqualTo("""
                VIEW        LAG
                balances      7
                audit     12345
                webhooks      -
                """);
    }

    @Test
    void a_table_without_rows_is_its_header() {
        assertThat(new TextTable("A", "B").toString()).isEqualTo("A  B\n");
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        var table = new TextTable("A", "B");

        assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
