package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as people have them, and names that are not what they look like. */
class PrintableTextValidatorTest {

    /** What does not show is written as in Java. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    private static final int HEXADECIMAL = 16;

    @ParameterizedTest
    @CsvSource({
        "Latin with accents,            'Zoë Ångström-Núñez'",
        "accents that stand apart,      'Zoe\\u0308 O’Brien'",
        "Vietnamese,                    'Nguyễn Thị Ánh'",
        "Greek,                         'Αλέξανδρος'",
        "Cyrillic,                      'Юлия Щербакова'",
        "Hebrew,                        'שָׂרָה'",
        "Arabic,                        'محمد الأمين'",
        "Chinese,                       '王小明'",
        "Chinese beyond the first plane, '𠮷野家'",
        "Japanese with a variant,       '葛\\uDB40\\uDD00城'",
        "Korean,                        '김민준'",
        "Tamil,                         'தமிழ்செல்வி'",
        "Thai,                          'สมชาย'",
        "an emoji,                      'Café ☕'",
        "Persian with its non-joiner,   'علی\\u200Cرضا'",
        "Sinhala with its joiner,       'ශ්\\u200Dරී'",
        "Hindi with its joiner,         'क्\\u200Dष'",
        "Hindi with its non-joiner,     'क्\\u200Cष'",
        "nothing,                       ''",
    })
    void a_name_as_people_have_it_is_taken(String kind, String name) {
        assertThat(PrintableTextValidator.isReadable(unescaped(name))).as(kind).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a bidirectional override,       'Ada\\u202Eecalevol'",
        "a bidirectional embedding,      '\\u202AAda\\u202C'",
        "a bidirectional isolate,        'Ada\\u2066x\\u2069'",
        "a mark of direction,            'Ada\\u200E'",
        "an Arabic mark of direction,    'محمد\\u061C'",
        "a zero width space,             'Ada\\u200BLovelace'",
        "a zero width non-joiner,        'Ada\\u200CLovelace'",
        "a zero width joiner,            'Ada\\u200DLovelace'",
        "a non-joiner at the end,        'علی\\u200C'",
        "a non-joiner at the beginning,  '\\u200Cعلی'",
        "two non-joiners,                'علی\\u200C\\u200Cرضا'",
        "an emoji of several,            '👩\\u200D👧'",
        "a word joiner,                  'Ada\\u2060Lovelace'",
        "a byte order mark,              '\\uFEFFAda'",
        "a soft hyphen,                  'Love\\u00ADlace'",
        "an invisible operator,          'Ada\\u2063'",
        "a tag,                          'Ada\\uDB40\\uDC41'",
        "a grapheme joiner,              'A\\u034Fda'",
        "a Hangul filler,                'Ada\\u3164'",
        "an empty braille pattern,       'Ada\\u2800'",
        "a line separator,               'Ada\\u2028Lovelace'",
        "a paragraph separator,          'Ada\\u2029Lovelace'",
        "a null,                         'Ada\\u0000'",
        "an escape,                      'Ada\\u001B[31m'",
        "a control of the second set,    'Ada\\u0085'",
        "half a character,               'Ada\\uD800'",
        "the other half,                 'Ada\\uDC00'",
        "a character for private use,    'Ada\\uE000'",
        "the same beyond the first plane, 'Ada\\uDB80\\uDC00'",
        "a character that is none,       'Ada\\uFFFE'",
        "a character not assigned,       'Ada\\u0378'",
    })
    void a_name_that_is_not_what_it_looks_like_is_refused(String kind, String name) {
        assertThat(PrintableTextValidator.isReadable(unescaped(name))).as(kind).isFalse();
    }

    static String unescaped(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(escape -> String.valueOf((char) Integer.parseInt(escape.group(1), HEXADECIMAL)));
    }
}
