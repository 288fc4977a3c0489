package io.daybook.command.http;

import io.daybook.serviceweb.AsciiText;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a text shows all that is in it, so that no two names look alike and differ in what cannot be seen, and none reads
 * otherwise than it is stored. Refused are control characters, format characters (bidirectional overrides and isolates, zero
 * width spaces, tags), halves of characters, characters for private use and such as are not assigned, separators of lines and
 * paragraphs, and letters and marks that have no glyph.
 *
 * <p>The two joiners are kept where spelling needs them, as in RFC 5892, appendix A: the zero width non-joiner between Arabic
 * letters, which names in Persian and Urdu have, and both joiners after a virama, which names in Sinhala, Malayalam or Bengali
 * have. Anywhere else they show nothing, and are refused.
 */
final class PrintableTextValidator implements ConstraintValidator<PrintableText, String> {

    private static final String VIRAMAS = "\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA";

    private static final String JOINERS = "\\u200C\\u200D";

    /** Hangul and Khmer fillers, the grapheme joiner, the braille pattern without a dot. */
    private static final String NO_GLYPH = "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0";

    /** Matches one character that cannot be shown. */
    static final Pattern UNREADABLE = Pattern.compile(String.join(
            "|",
            "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}%s]".formatted(NO_GLYPH),
            "[\\p{Cf}&&[^%s]]".formatted(JOINERS),
            "(?<![%s])\\u200D".formatted(VIRAMAS),
            "(?<![%s\\p{IsArabic}])\\u200C".formatted(VIRAMAS),
            "(?<=\\p{IsArabic})\\u200C(?!\\p{IsArabic})"));

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null || isReadable(text);
    }

    static boolean isReadable(String text) {
        return AsciiText.isPlain(text) || !UNREADABLE.matcher(text).find();
    }
}
