package io.daybook.personaldata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts findable by their beginnings without keeping them: every beginning becomes a token, the first 64 bits of its
 * HMAC-SHA256 under a key that is not in the view. Who has a view and not the key learns which names begin alike, and nothing
 * of what they are.
 */
public final class BlindIndex {

    /** Characters of a beginning that count; whoever asks for more is answered by these. */
    static final int BEGINNING_CHARS_MAX = 40;

    private static final String WHOLE = "whole:";
    private static final String BEGINNING = "beginning:";
    private static final String ALGORITHM = "HmacSHA256";

    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}]+");

    private final Supplier<SecretKey> source;
    private volatile @Nullable SecretKey key;

    BlindIndex(Supplier<SecretKey> source) {
        this.source = source;
    }

    /** The tokens of everything that a name begins with, in any case of letters. */
    public List<Long> beginnings(String name) {
        Mac mac = mac();
        return beginningsOf(folded(name))
                .map(text -> token(mac, BEGINNING, text))
                .toList();
    }

    /** The token that the names have that begin like that. */
    public long beginning(String text) {
        List<String> beginnings = beginningsOf(folded(text)).toList();
        return token(mac(), BEGINNING, beginnings.isEmpty() ? "" : beginnings.getLast());
    }

    /** The tokens of the words of a text, and of their beginnings, as words themselves. */
    public String wordsOf(String text) {
        Mac mac = mac();
        return words(text).stream()
                .flatMap(word -> Stream.concat(
                        Stream.of(asWord(token(mac, WHOLE, word))),
                        beginningsOf(word).map(beginning -> asWord(token(mac, BEGINNING, beginning)))))
                .collect(Collectors.joining(" "));
    }

    /** The word that stands for a word. */
    public String word(String word) {
        return asWord(token(mac(), WHOLE, word));
    }

    /** The word that stands for all words that begin like that. */
    public String wordBeginning(String text) {
        List<String> beginnings = beginningsOf(text).toList();
        return asWord(token(mac(), BEGINNING, beginnings.getLast()));
    }

    /** The words of a text as they are compared: without case, accents and punctuation. */
    public static List<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return NO_WORD.splitAsStream(plain.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static Stream<String> beginningsOf(String text) {
        var beginnings = new ArrayList<String>();
        int end = 0;
        while (end < text.length() && beginnings.size() < BEGINNING_CHARS_MAX) {
            end = text.offsetByCodePoints(end, 1);
            beginnings.add(text.substring(0, end));
        }
        return beginnings.stream();
    }

    private static String asWord(long token) {
        return "x" + Long.toHexString(token);
    }

    private static long token(Mac mac, String kind, String text) {
        return ByteBuffer.wrap(mac.doFinal((kind + text).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private Mac mac() {
        SecretKey known = key;
        if (known == null) {
            known = source.get();
            key = known;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(known);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC.", e);
        }
    }
}
