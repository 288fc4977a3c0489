package io.daybook.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Forges cursors with other positions than a service has written, each with a valid checksum: CRC-32 is no signature, so one
 * genuine cursor is enough to recover the checksum's state after the secret prefix.
 */
final class CursorForger {

    private static final int POLYNOMIAL = 0xedb88320;
    private static final int TABLE_SIZE = 256;
    private static final int[] TABLE = table();

    /** Positions that no list has. */
    private static final List<String> ODD_FIELDS = List.of(
            "",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999999999",
            "-1e-999999999",
            "1e308",
            "9".repeat(400),
            "-999999999-01-01",
            "+999999999-12-31",
            "-5000-01-01",
            "+400000-01-01",
            "+400000-01-01T00:00:00Z",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "+999999999-12-31T23:59:59.999999999-18:00",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "a\u0000b",
            "' or '1'='1",
            "\uD83D\uDE00",
            "x|y");

    private CursorForger() {}

    /** Cursors like that one, each with one field that is odd, or with too few or too many of them. */
    static List<String> forgeries(String genuine) {
        String[] parts = new String(Base64.getUrlDecoder().decode(genuine), StandardCharsets.UTF_8).split("\\|", -1);
        int crc = Integer.parseUnsignedInt(parts[0], 16);
        String[] fields = Arrays.copyOfRange(parts, 1, parts.length);
        int before = before(crc, bytes(String.join("|", fields)));
        var forgeries = new ArrayList<String>();
        for (int i = 0; i < fields.length; i++) {
            for (String odd : ODD_FIELDS) {
                String[] forged = fields.clone();
                forged[i] = odd;
                forgeries.add(cursor(before, forged));
            }
        }
        forgeries.add(cursor(before, new String[0]));
        forgeries.add(cursor(before, Arrays.copyOf(fields, fields.length - 1)));
        forgeries.add(
                cursor(before, Stream.concat(Stream.of(fields), Stream.of("0")).toArray(String[]::new)));
        return forgeries;
    }

    private static String cursor(int before, String[] fields) {
        String content = String.join("|", fields);
        int state = before;
        for (byte b : bytes(content)) {
            state = TABLE[(state ^ b) & 0xff] ^ (state >>> 8);
        }
        String text = Integer.toHexString(~state) + "|" + content;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    /** The state of the sum before those bytes were added to it. */
    private static int before(int crc, byte[] added) {
        int state = ~crc;
        for (int i = added.length - 1; i >= 0; i--) {
            int index = indexOfTop(state >>> 24);
            state = ((state ^ TABLE[index]) << 8) | ((index ^ added[i]) & 0xff);
        }
        return state;
    }

    /** No two entries have the same first byte. */
    private static int indexOfTop(int top) {
        for (int i = 0; i < TABLE_SIZE; i++) {
            if (TABLE[i] >>> 24 == top) {
                return i;
            }
        }
        throw new IllegalStateException("The table of " + CRC32.class + " has every first byte.");
    }

    private static int[] table() {
        int[] table = new int[TABLE_SIZE];
        for (int i = 0; i < TABLE_SIZE; i++) {
            int entry = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                entry = (entry & 1) == 0 ? entry >>> 1 : (entry >>> 1) ^ POLYNOMIAL;
            }
            table[i] = entry;
        }
        return table;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
