package io.daybook.serviceweb;

/** Texts of letters, digits, signs and spaces of ASCII, as most are: cheap to recognise. */
public final class AsciiText {

    private static final char FIRST = ' ';
    private static final char LAST = '~';

    private AsciiText() {}

    /** Tells whether a text has nothing else. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < FIRST || letter > LAST) {
                return false;
            }
        }
        return true;
    }
}
