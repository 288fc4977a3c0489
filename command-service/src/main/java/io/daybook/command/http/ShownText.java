package io.daybook.command.http;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Texts as they can be shown: {@link PrintableText} of what other systems wrote, who are not there to be asked for another text. A
 * text that is printable stays as it is.
 */
public final class ShownText {

    private static final String REPLACEMENT = "\uFFFD";
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern UNKNOWN = Pattern.compile("[\\p{Cs}\\p{Co}\\p{Cn}]");
    private static final Pattern SEPARATING = Pattern.compile("[\\x00-\\x1F\\x7F\\p{Zl}\\p{Zp}]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /** Has characters where Unicode has its second set of controls, which no text uses. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private ShownText() {}

    /**
     * Folds a text: line breaks, tabs and other old controls become a space; newer controls, which come of Windows' characters that
     * were read as Latin 1, become those characters; what means nothing to everybody else becomes a replacement character;
     * what shows nothing by itself, such as soft hyphens, zero width spaces, marks of direction and the joiners of emoji, is left
     * out.
     *
     * @return the text without white space at its ends if it was changed; empty if nothing of it can be shown
     */
    public static String of(String text) {
        String shown = text;
        // What is left out may have stood between characters that are not printable side by side.
        while (!PrintableTextValidator.isReadable(shown)) {
            shown = PrintableTextValidator.UNREADABLE.matcher(shown).replaceAll(ShownText::shown);
            shown = SPACES.matcher(shown).replaceAll(" ").strip();
        }
        return shown;
    }

    private static String shown(MatchResult unreadable) {
        String character = unreadable.group();
        if (SEPARATING.matcher(character).matches()) {
            return " ";
        }
        if (CONTROL.matcher(character).matches()) {
            return WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) character.charAt(0)}))
                    .toString();
        }
        return UNKNOWN.matcher(character).matches() ? REPLACEMENT : "";
    }
}
