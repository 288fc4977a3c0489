package io.daybook.access;

/** The letters, digits, signs and spaces of ASCII: what most texts are made of, and told at a glance. */
public final class AsciiText {

    private static final char FIRST = ' ';
    private static final char LAST = '~';

    private AsciiText() {}

    /** Whether a text has nothing else. */
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
