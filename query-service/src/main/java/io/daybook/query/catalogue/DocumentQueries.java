package io.daybook.query.catalogue;

import io.daybook.personaldata.BlindIndex;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.query.catalogue.DocumentResponse.Review;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.UuidArray;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.PersonalDataDecryptor;
import io.daybook.serviceweb.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads the metadata of documents. */
@Component
class DocumentQueries {

    /** Of one account: few enough to be gone through, whatever else is asked. */
    private static final String OF_ACCOUNT = """
            with found as (
                select documents.*,
                       cast(coalesce(ts_rank(words, to_tsquery('simple', cast(:query as text))), 0) as float8)
                           as rank
                from   documents
                where  account_id = :account
                and    (cast(:status as text) is null or status = :status)
                and    (cast(:q as text) is null or words @@ to_tsquery('simple', cast(:query as text)))
            )
            select *
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
                select documents.*,
                       cast(ts_rank(words, to_tsquery('simple', cast(:query as text))) as float8) as rank
                from   documents
                where  words @@ to_tsquery('simple', cast(:query as text))
                and    (cast(:status as text) is null or status = :status)
            )
            select *
            from   found
            where  (cast(:afterRank as float8) is null
                    or rank < :afterRank
                    or rank = :afterRank and first_position < :afterPosition)
            order  by rank desc, first_position desc
            limit  :rows
            """;

    /** Of one status, as reviewers need them. */
    private static final String OF_STATUS = """
            select documents.*,
                   cast(0 as float8) as rank
            from   documents
            where  status = :status
            and    (cast(:afterPosition as bigint) is null or first_position < :afterPosition)
            order  by first_position desc
            limit  :rows
            """;

    private static final String ALL = """
            select documents.*,
                   cast(0 as float8) as rank
            from   documents
            where  (cast(:afterPosition as bigint) is null or first_position < :afterPosition)
            order  by first_position desc
            limit  :rows
            """;

    private static final String OF_ACCOUNTS = """
            select *
            from   documents
            where  account_id = any (cast(:accounts as uuid[]))
            order  by first_position
            """;

    private static final String ONE = """
            select *
            from   documents
            where  document_id = :document
            """;

    private final ReadDatabase database;
    private final PersonalDataDecryptor decryptor;
    private final PersonalDataCipher cipher;

    DocumentQueries(
            @Qualifier(CatalogueGroup.NAME) ReadDatabase database,
            PersonalDataDecryptor decryptor,
            PersonalDataCipher cipher) {
        this.database = database;
        this.decryptor = decryptor;
        this.cipher = cipher;
    }

    /**
     * Up to {@link Limit#rows()} documents, newest first, or those that fit a search best first.
     *
     * @param q words of the title, the kind, the file's name or the reason, the last one perhaps not typed to its end
     * @param after where the page begins
     */
    List<SearchHit<DocumentResponse>> find(
            @Nullable UUID account,
            @Nullable SearchText q,
            @Nullable DocumentStatus status,
            @Nullable CursorPosition after,
            Limit limit) {
        List<SearchHit<DocumentResponse>> found = asked(account, q, status)
                .param("afterRank", after == null ? null : after.rank())
                .param("afterPosition", after == null ? null : after.position())
                .param("rows", limit.rows())
                .query((row, rowNumber) ->
                        new SearchHit<>(document(row), row.getDouble("rank"), row.getString("first_position")))
                .list();
        DecryptedTexts opened = opened(found.stream().map(SearchHit::item).toList());
        return found.stream()
                .map(one -> new SearchHit<>(one.item().opened(opened), one.rank(), one.key()))
                .toList();
    }

    /** All documents of those accounts, in the order in which they were handed in. */
    List<DocumentResponse> ofAccounts(List<UUID> accounts) {
        List<DocumentResponse> sealed = database.jdbc()
                .sql(OF_ACCOUNTS)
                .param("accounts", UuidArray.of(accounts))
                .query((row, rowNumber) -> document(row))
                .list();
        DecryptedTexts opened = opened(sealed);
        return sealed.stream().map(document -> document.opened(opened)).toList();
    }

    private DecryptedTexts opened(List<DocumentResponse> sealed) {
        return decryptor.decrypt(sealed.stream().flatMap(document -> Stream.of(document.name(), document.title())));
    }

    /** Cursor position in a list of documents. */
    record CursorPosition(double rank, long position) {}

    /** Each question has a statement of its own, so that each finds its index. */
    private StatementSpec asked(@Nullable UUID account, @Nullable SearchText q, @Nullable DocumentStatus status) {
        String words = q == null ? null : q.value();
        String name = status == null ? null : status.name();
        if (account != null) {
            return database.jdbc()
                    .sql(OF_ACCOUNT)
                    .param("account", account)
                    .param("q", words)
                    .param("query", words == null ? null : query(words))
                    .param("status", name);
        }
        if (words != null) {
            return database.jdbc().sql(FOUND).param("query", query(words)).param("status", name);
        }
        return status == null
                ? database.jdbc().sql(ALL)
                : database.jdbc().sql(OF_STATUS).param("status", name);
    }

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
    DocumentResponse document(UUID document) {
        DocumentResponse sealed = database.jdbc()
                .sql(ONE)
                .param("document", document)
                .query((row, rowNumber) -> document(row))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-document",
                        "There is no such document here. If it was handed in just now, ask again with"
                                + " atLeastVersion=1."));
        return sealed.opened(opened(List.of(sealed)));
    }

    private static DocumentResponse document(ResultSet row) throws SQLException {
        return new DocumentResponse(
                row.getObject("document_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                null,
                row.getString("kind"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                DocumentStatus.valueOf(row.getString("status")),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                row.getString("submitted_by"),
                row.getString("submit_reason"),
                review(row),
                row.getLong("version"),
                row.getLong("position"));
    }

    private static @Nullable Review review(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return decidedAt == null
                ? null
                : new Review(decidedAt.toInstant(), row.getString("decided_by"), row.getString("decide_reason"));
    }
}
