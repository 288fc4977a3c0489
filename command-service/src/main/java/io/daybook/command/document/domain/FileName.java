package io.daybook.command.document.domain;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of the name that a caller gives to a file one that is safe to show and to save under. Pure. */
public final class FileName {

    /** Characters of a name, its ending included: any file system takes that many, in any script. */
    static final int CHARS_MAX = 80;

    /** Characters of an ending such as {@code .pdf} that outlive a name that is cut. */
    private static final int ENDING_CHARS_MAX = 12;

    private static final String NAMELESS = "document";

    /** Folders that a browser or a mail program may put before the name: {@code C:\Scans\}, {@code ../../}. */
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);

    /** Characters that do not show or change how others show: controls, bidi overrides, joiners, unassigned; line separators. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** Characters that some file systems and shells give a meaning to. */
    private static final Pattern SPECIAL = Pattern.compile("[<>:\"|?*%$`;&!]");

    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    /** Hidden files begin with a dot; some file systems drop dots and spaces at the end. */
    private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");

    private FileName() {}

    /** The name, made safe; {@code document} if nothing is left of it. */
    public static String safe(@Nullable String given) {
        if (given == null) {
            return NAMELESS;
        }
        String name = FOLDERS.matcher(given).replaceFirst("");
        name = UNSEEN.matcher(name).replaceAll("");
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        name = SPECIAL.matcher(name).replaceAll("_");
        name = SPACES.matcher(name).replaceAll(" ");
        name = cut(EDGES.matcher(name).replaceAll(""));
        return name.isEmpty() ? NAMELESS : name;
    }

    private static String cut(String name) {
        int chars = name.codePointCount(0, name.length());
        if (chars <= CHARS_MAX) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= ENDING_CHARS_MAX ? name.substring(dot) : "";
        int stem = CHARS_MAX - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, stem)).stripTrailing() + ending;
    }
}
