package io.daybook.command.document.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passport.pdf                    | passport.pdf",
                "Reisepaß Žofie 护照.pdf           | Reisepaß Žofie 护照.pdf",
                "../../etc/passwd                | passwd",
                "C:\\Users\\ada\\Scan 1.pdf      | Scan 1.pdf",
                "/                               | document",
                "..                              | document",
                ".htaccess                       | htaccess",
                "invoice.pdf. .                  | invoice.pdf",
                "a\"; rm -rf *.pdf               | a__ rm -rf _.pdf",
                "CV\u202Efdp.exe                 | CVfdp.exe",
                "pass\u0000port\u0007.pdf        | passport.pdf",
                "zero\u200Bwidth\uFEFF.pdf       | zerowidth.pdf",
                "e\u0301te\u0301.pdf             | été.pdf",
                "half\uD83D.pdf                  | half.pdf",
            })
    void a_name_becomes_one_that_is_safe_to_show_and_to_save_under(String given, String safe) {
        assertThat(FileName.safe(given)).isEqualTo(safe);
    }

    @Test
    void a_name_stays_on_its_line() {
        assertThat(FileName.safe("one\r\nX-Evil: 1.pdf")).isEqualTo("oneX-Evil_ 1.pdf");
    }

    @Test
    void a_file_without_a_name_gets_one() {
        assertThat(FileName.safe(null)).isEqualTo("document");
        assertThat(FileName.safe(" \t ")).isEqualTo("document");
    }

    @Test
    void a_long_name_is_cut_and_keeps_its_ending() {
        String safe = FileName.safe("😀".repeat(500) + ".pdf");

        assertThat(safe.codePointCount(0, safe.length())).isEqualTo(FileName.CHARS_MAX);
        assertThat(safe).endsWith("😀.pdf");
        assertThat(FileName.safe("a." + "b".repeat(500))).hasSize(FileName.CHARS_MAX);
    }
}
