package io.daybook.query.http;

/**
 * A text to search or filter by.
 *
 * @param value at least one character, and no control characters, which no stored text has
 */
public record SearchText(String value) {

    /** No name, code or type that is stored is longer. */
    private static final int LENGTH_MAX = 200;

    static final String EXPECTED = "a text of 1 to %d characters without control characters".formatted(LENGTH_MAX);

    /** Checks the text. */
    public SearchText {
        if (value.isEmpty() || value.length() > LENGTH_MAX || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }
}
