package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SourceAccountsTest {

    @Test
    void an_account_number_always_stands_for_the_same_account_of_its_source() {
        UUID id = new SourceAccounts("czech").idOf("576");

        assertThat(id).isEqualTo(UUID.fromString("f36dcec7-089e-514a-90dd-38fae32b7f1a"));
        assertThat(id.version()).isEqualTo(5);
        assertThat(new SourceAccounts("slovak").idOf("576")).isNotEqualTo(id);
        assertThat(new SourceAccounts("czech").idOf("577")).isNotEqualTo(id);
    }

    @Test
    void a_uuid_names_the_account_itself() {
        UUID id = UUID.randomUUID();

        assertThat(new SourceAccounts("czech").idOf(id.toString())).isEqualTo(id);
        assertThat(new SourceAccounts("czech").idOf("1-1-1-1-1")).isNotEqualTo(UUID.fromString("1-1-1-1-1"));
    }
}
