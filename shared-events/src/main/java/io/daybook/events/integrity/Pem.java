package io.daybook.events.integrity;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in textual encoding (RFC 7468). */
final class Pem {

    private static final int LINE_CHARS = 64;

    private Pem() {}

    /** The contents of all blocks of that label. */
    static List<byte[]> blocks(String label, String text) {
        Matcher block = Pattern.compile("-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----".formatted(label))
                .matcher(text);
        var contents = new ArrayList<byte[]>();
        while (block.find()) {
            contents.add(Base64.getMimeDecoder().decode(block.group(1)));
        }
        return contents;
    }

    static String block(String label, byte[] content) {
        String base64 = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(content);
        return """
                -----BEGIN %1$s-----
                %2$s
                -----END %1$s-----
                """.formatted(label, base64);
    }
}
