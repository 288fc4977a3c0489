package io.daybook.query.catalogue;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.daybook.personaldata.BlindIndex;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.ReadPersistence;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.PersonalDataDecryptor;
import io.daybook.serviceweb.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the metadata of documents. */
@Component
class DocumentQueries {

    /** Of one account: few enough to be gone through, whatever else is asked. */
    private static final String OF_ACCOUNT = """
            with found as (
                select document_id,
                       first_position,
                       cast(coalesce(ts_rank(words, to_tsquery('simple', cast(:query as text))), 0) as float8)
                           as rank
                from   documents
                where  account_id = :account
                and    (cast(:status as text) is null or status = :status)
                and    (cast(:q as text) is null or words @@ to_tsquery('simple', cast(:query as text)))
            )
            select document_id, first_position, rank
            from   found
            where  (cast(:afterRank as float8) is null
                    or rank < :afterRank
                    or rank = :afterRank and first_position < :afterPosition)
            order  by rank desc, first_position desc
            limit  :rows
            """;

    /** Of all accounts, by their words. */
    private static final String FOUND = """
            with found as (
                select document_id,
                       first_position,
                       cast(ts_rank(words, to_tsquery('simple', cast(:query as text))) as float8) as rank
                from   documents
                where  words @@ to_tsquery('simple', cast(:query as text))
                and    (cast(:status as text) is null or status = :status)
            )
            select document_id, first_position, rank
            from   found
            where  (cast(:afterRank as float8) is null
                    or rank < :afterRank
                    or rank = :afterRank and first_position < :afterPosition)
            order  by rank desc, first_position desc
            limit  :rows
            """;

    private final ReadDatabase database;
    private final DocumentRepository documents;
    private final TransactionTemplate snapshots;
    private final PersonalDataDecryptor decryptor;
    private final PersonalDataCipher cipher;

    DocumentQueries(
            @Qualifier(CatalogueGroup.NAME) ReadDatabase database,
            DocumentRepository documents,
            @Qualifier(CatalogueGroup.NAME) PlatformTransactionManager transactions,
            PersonalDataDecryptor decryptor,
            PersonalDataCipher cipher) {
        this.database = database;
        this.documents = documents;
        this.snapshots = ReadPersistence.snapshots(transactions);
        this.decryptor = decryptor;
        this.cipher = cipher;
    }

    /**
     * Up to {@link Limit#rows()} documents, newest first, or those that fit a search best first.
     *
     * @param q words of the title, the kind, the file's name or the reason, the last one perhaps not typed to its end
     * @param after place where the page begins
     */
    List<SearchHit<DocumentResponse>> find(
            @Nullable UUID account,
            @Nullable SearchText q,
            @Nullable DocumentStatus status,
            @Nullable CursorPosition after,
            Limit limit) {
        List<SearchHit<DocumentEntity>> found =
                account == null && q == null ? newest(status, after, limit) : ranked(account, q, status, after, limit);
        DecryptedTexts opened =
                decryptor.decrypt(found.stream().map(SearchHit::item).flatMap(DocumentEntity::sealed));
        return found.stream()
                .map(one -> new SearchHit<>(one.item().response(opened), one.rank(), one.key()))
                .toList();
    }

    private List<SearchHit<DocumentEntity>> newest(
            @Nullable DocumentStatus status, @Nullable CursorPosition after, Limit limit) {
        long before = after == null ? Long.MAX_VALUE : after.position();
        var rows = org.springframework.data.domain.Limit.of(limit.rows());
        List<DocumentEntity> found = status == null
                ? documents.findByFirstPositionLessThanOrderByFirstPositionDesc(before, rows)
                : documents.findByStatusAndFirstPositionLessThanOrderByFirstPositionDesc(status, before, rows);
        return found.stream()
                .map(document -> new SearchHit<>(document, 0, String.valueOf(document.firstPosition())))
                .toList();
    }

    private List<SearchHit<DocumentEntity>> ranked(
            @Nullable UUID account,
            @Nullable SearchText q,
            @Nullable DocumentStatus status,
            @Nullable CursorPosition after,
            Limit limit) {
        String words = q == null ? null : query(q.value());
        return requireNonNull(snapshots.execute(transaction -> {
            List<Hit> hits = (account == null
                            ? database.jdbc().sql(FOUND)
                            : database.jdbc()
                                    .sql(OF_ACCOUNT)
                                    .param("account", account)
                                    .param("q", q == null ? null : q.value()))
                    .param("query", words)
                    .param("status", status == null ? null : status.name())
                    .param("afterRank", after == null ? null : after.rank())
                    .param("afterPosition", after == null ? null : after.position())
                    .param("rows", limit.rows())
                    .query(new DataClassRowMapper<>(Hit.class))
                    .list();
            Map<UUID, DocumentEntity> byId =
                    documents
                            .findByDocumentIdIn(
                                    hits.stream().map(Hit::documentId).toList())
                            .stream()
                            .collect(toMap(DocumentEntity::documentId, identity()));
            return hits.stream()
                    .map(hit -> new SearchHit<>(
                            requireNonNull(byId.get(hit.documentId())),
                            hit.rank(),
                            String.valueOf(hit.firstPosition())))
                    .toList();
        }));
    }

    /** A row of a search. */
    private record Hit(UUID documentId, long firstPosition, double rank) {}

    /** All documents of those accounts, in the order in which they were handed in. */
    List<DocumentResponse> ofAccounts(List<UUID> accounts) {
        List<DocumentEntity> found = documents.findByAccountIdInOrderByFirstPosition(accounts);
        DecryptedTexts opened = decryptor.decrypt(found.stream().flatMap(DocumentEntity::sealed));
        return found.stream().map(document -> document.response(opened)).toList();
    }

    /** Cursor position in a list of documents. */
    record CursorPosition(double rank, long position) {}

    /**
     * All of the words, the last one perhaps not typed to its end; each as it stands in a kind or a reason, or as the token of
     * what stands in a title or a name. Null if there is no word.
     */
    private @Nullable String query(String text) {
        List<String> words = BlindIndex.words(text);
        if (words.isEmpty()) {
            return null;
        }
        String last = words.getLast();
        Stream<String> whole = words.stream().limit(words.size() - 1L).map(word -> "(%s | %s)"
                .formatted(word, cipher.index().word(word)));
        return Stream.concat(
                        whole,
                        Stream.of("(%s:* | %s)".formatted(last, cipher.index().wordBeginning(last))))
                .collect(Collectors.joining(" & "));
    }

    /**
     * One document.
     *
     * @throws Problem if it is unknown
     */
    DocumentResponse document(UUID documentId) {
        DocumentEntity found = documents
                .findById(documentId)
                .orElseThrow(() -> Problem.unknown(
                        "unknown-document",
                        "There is no such document here. If it was handed in just now, ask again with"
                                + " atLeastVersion=1."));
        return found.response(decryptor.decrypt(found.sealed()));
    }
}
