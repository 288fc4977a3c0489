package io.daybook.query.catalogue;

import io.daybook.query.catalogue.Document.Review;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Problem;
import io.daybook.query.http.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** What is known about documents. */
@Component
class Documents {

    /** Of one account: few enough to be gone through, whatever else is asked. */
    private static final String OF_ACCOUNT = """
            with found as (
                select documents.*,
                       cast(coalesce(ts_rank(words, searched(cast(:q as text))), 0) as float8) as rank
                from   documents
                where  account_id = :account
                and    (cast(:status as text) is null or status = :status)
                and    (cast(:q as text) is null or words @@ searched(cast(:q as text)))
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
                       cast(ts_rank(words, searched(:q)) as float8) as rank
                from   documents
                where  words @@ searched(:q)
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

    /** What reviewers have before them. */
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

    private static final String ONE = """
            select *
            from   documents
            where  document_id = :document
            """;

    private final ReadDatabase database;

    Documents(@Qualifier(CatalogueGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * Up to {@link Limit#rows()} documents, newest first, or those that fit a search best first.
     *
     * @param q words of the title, the kind, the file's name or the reason, the last one perhaps not typed to its end
     * @param after where the page begins
     */
    List<Ranked<Document>> find(
            @Nullable UUID account,
            @Nullable SearchText q,
            @Nullable DocumentStatus status,
            @Nullable Place after,
            Limit limit) {
        return asked(account, q, status)
                .param("afterRank", after == null ? null : after.rank())
                .param("afterPosition", after == null ? null : after.position())
                .param("rows", limit.rows())
                .query((row, rowNumber) ->
                        new Ranked<>(document(row), row.getDouble("rank"), row.getString("first_position")))
                .list();
    }

    /** The place of a document in a list. */
    record Place(double rank, long position) {}

    /** Each question has a statement of its own, so that each finds its index. */
    private StatementSpec asked(@Nullable UUID account, @Nullable SearchText q, @Nullable DocumentStatus status) {
        String words = q == null ? null : q.value();
        String name = status == null ? null : status.name();
        if (account != null) {
            return database.jdbc()
                    .sql(OF_ACCOUNT)
                    .param("account", account)
                    .param("q", words)
                    .param("status", name);
        }
        if (q != null) {
            return database.jdbc().sql(FOUND).param("q", words).param("status", name);
        }
        return status == null
                ? database.jdbc().sql(ALL)
                : database.jdbc().sql(OF_STATUS).param("status", name);
    }

    /**
     * One document.
     *
     * @throws Problem if it is unknown
     */
    Document document(UUID document) {
        return database.jdbc()
                .sql(ONE)
                .param("document", document)
                .query((row, rowNumber) -> document(row))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-document",
                        "There is no such document here. If it was handed in just now, ask again with"
                                + " atLeastVersion=1."));
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                row.getObject("document_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("name"),
                row.getString("title"),
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
