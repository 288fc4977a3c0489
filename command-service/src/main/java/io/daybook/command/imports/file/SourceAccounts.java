package io.daybook.command.imports.file;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.daybook.serviceweb.ExactText;
import java.util.UUID;

/**
 * The accounts of a source's files. A UUID names the account itself. Anything else is the source's own
 * number for it: the account's id is then the name-based UUID (version 5) of source and number, the same every time.
 */
public final class SourceAccounts {

    /** Longer than an IBAN, which has 34 characters at most. */
    static final int NUMBER_CHARS_MAX = 64;

    /** The namespace of all account numbers: any UUID will do, as long as it never changes. */
    private static final UUID NAMESPACE = UUID.fromString("3b0c7a52-6f1e-5d0b-9a6e-d9d2b0f4c1a7");

    private final String source;
    private final NameBasedGenerator ids = Generators.nameBasedGenerator(NAMESPACE);

    /** The accounts of that source. */
    public SourceAccounts(String source) {
        this.source = source;
    }

    /** The id of the account that a file calls that. */
    public UUID idOf(String account) {
        return ExactText.isUuid(account) ? UUID.fromString(account) : ids.generate(source + ":" + account);
    }
}
