package io.daybook.projector.catalogue;

import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.projector.catalogue.CatalogueFold.NewDocument;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tokens by which documents are found: of titles and names that only the cipher can read. */
final class DocumentWords {

    private final Map<String, String> opened;
    private final PersonalDataCipher cipher;

    private DocumentWords(Map<String, String> opened, PersonalDataCipher cipher) {
        this.opened = opened;
        this.cipher = cipher;
    }

    /** The words of those documents, with one look for their keys. */
    static DocumentWords of(Collection<NewDocument> documents, PersonalDataCipher cipher) {
        var sealed = documents.stream()
                .map(NewDocument::submitted)
                .flatMap(submitted -> submitted.title() == null
                        ? Stream.of(submitted.name())
                        : Stream.of(submitted.name(), submitted.title()))
                .toList();
        return new DocumentWords(cipher.decrypt(sealed), cipher);
    }

    /** The tokens of a text, none if it is erased or there is none. */
    String tokens(@Nullable String sealed) {
        String text = sealed == null ? null : opened.get(sealed);
        return text == null ? "" : cipher.index().wordsOf(text);
    }
}
