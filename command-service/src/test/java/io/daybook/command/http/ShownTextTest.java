package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of other systems, as they can be shown. */
class ShownTextTest {

    private static final String ODDITIES = "aع漢् \t\r\n"
            + "\u0000\u001f\u007f\u0080\u0085\u0096\u00a0\u00ad\u034f\u061c\u094d\u200b\u200c\u200d\u200e\u2028\u202e"
            + "\u2060\u2800\u3164\ud83d\udc68\ud800\udc00\ud800\ue000\ufe0f\ufeff\uffff\udb40\udc41";

    @ParameterizedTest
    @CsvSource({
        "a line break,              'Invoice 17\\u000Athanks',        'Invoice 17 thanks'",
        "a line break of Windows,   'Invoice 17 \\u000D\\u000A  thanks',  'Invoice 17 thanks'",
        "a tab,                     'Invoice\\u000917',               'Invoice 17'",
        "a bell at the end,         'Invoice 17\\u0007',          'Invoice 17'",
        "a zero width space,        'Invoice\\u200B17',           'Invoice17'",
        "a soft hyphen,             'Miet\\u00ADzahlung',         'Mietzahlung'",
        "a family,                  '👨\\u200D👩\\u200D👧',       '👨👩👧'",
        "a mark of direction,       'שלום\\u200E 12',             'שלום 12'",
        "a byte order mark,         'a\\uFEFFb',                  'ab'",
        "a dash of Windows,         'Caf\\u0096e',                'Caf–e'",
        "no character of Windows,   'a\\u0081b',                  'a\\uFFFDb'",
        "half a character,          'a\\uD800b',                  'a\\uFFFDb'",
        "a character of one's own,  'a\\uE000b',                  'a\\uFFFDb'",
        "a separator of paragraphs, 'a\\u2029b',                  'a b'",
        "an empty braille pattern,  'a\\u2800b',                  'ab'",
        "a joiner after a hyphen,   'क्\\u00AD\\u200Dष',           'क्ष'",
        "nothing that is shown,     '\\u200B\\u000A\\u200D',          ''",
    })
    void what_cannot_be_shown_is_folded(String kind, String written, String shown) {
        assertThat(ShownText.of(PrintableTextValidatorTest.unescaped(written)))
                .as(kind)
                .isEqualTo(PrintableTextValidatorTest.unescaped(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "spaces,             ' two  spaces '",
        "a fixed space,      'Invoice\\u00A017'",
        "an emoji,           'Pizza 🍕'",
        "a variation,        'Gift ❤\\uFE0F'",
        "a flag,             'Trip 🇩🇪'",
        "a joiner by rights, 'क्\\u200Dष'",
        "nothing,            ''",
    })
    void what_can_be_shown_stays_as_it_is(String kind, String written) {
        assertThat(ShownText.of(PrintableTextValidatorTest.unescaped(written)))
                .as(kind)
                .isEqualTo(PrintableTextValidatorTest.unescaped(written));
    }

    @Test
    void every_text_is_printable_afterwards() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String written = random.ints(1 + i % 12, 0, ODDITIES.length())
                    .mapToObj(place -> ODDITIES.substring(place, place + 1))
                    .collect(Collectors.joining());

            String shown = ShownText.of(written);

            assertThat(PrintableTextValidator.isReadable(shown)).as(written).isTrue();
            assertThat(ShownText.of(shown)).isEqualTo(shown);
        }
    }
}
