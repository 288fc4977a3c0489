package io.daybook.command.imports.file;

import io.daybook.command.http.ShownText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one line, folded to what can be shown and cut to what can be kept: a memo never costs its line. What is changed so is
 * remembered as it was written.
 */
final class LineTexts {

    /** For texts that are refused if they are too long, because a part of them would stand for something else. */
    static final int NOT_CUT = Integer.MAX_VALUE;

    private static final String CUT = "…";

    private Map<String, String> originals = Map.of();

    /**
     * The text that is taken for a field; null if there is none, or nothing of it can be shown.
     *
     * @param charsMax length that a longer text is cut to
     */
    @Nullable
    String of(String field, @Nullable String text, int charsMax) {
        if (text == null) {
            return null;
        }
        String shown = ShownText.of(text);
        if (shown.length() > charsMax) {
            shown = ShownText.of(cut(shown, charsMax - CUT.length()) + CUT);
        }
        if (shown.equals(text)) {
            return text;
        }
        remember(field, text);
        return shown.isEmpty() ? null : shown;
    }

    private static String cut(String text, int chars) {
        boolean isBetweenHalves = Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, isBetweenHalves ? chars - 1 : chars);
    }

    private void remember(String field, String text) {
        if (originals.isEmpty()) {
            originals = new LinkedHashMap<>();
        }
        originals.put(field, text);
    }

    /** The texts that were changed, as they are written, by field. */
    Map<String, String> originals() {
        return originals;
    }
}
