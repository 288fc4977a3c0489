package io.daybook.projector.catalogue;

import io.daybook.events.RecordedEvent;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.projector.catalogue.CatalogueFold.ChangedProduct;
import io.daybook.projector.catalogue.CatalogueFold.DecidedDocument;
import io.daybook.projector.catalogue.CatalogueFold.NewDocument;
import io.daybook.projector.catalogue.CatalogueFold.NewProduct;
import io.daybook.projector.catalogue.CatalogueFold.Terms;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.ErasedKeys;
import io.daybook.projector.engine.sql.Table;
import io.daybook.projector.engine.sql.Unnest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The SQL of the view: a few statements, each for a whole batch. */
final class CatalogueStore {

    private static final Table<NewProduct> PRODUCTS = Table.<NewProduct>named("products")
            .column("product_id", UUID.class, product -> product.recorded().streamId())
            .column("code", String.class, product -> product.published().code())
            .column("name", String.class, product -> product.published().name())
            .column("description", String.class, product -> product.published().description())
            .column("currency", String.class, product -> product.published()
                    .currency()
                    .getCurrencyCode())
            .column("status", String.class, product -> "PUBLISHED")
            .column("version", Long.class, product -> product.recorded().streamVersion())
            .column("position", Long.class, product -> product.recorded().position())
            .column("published_at", Instant.class, product -> product.recorded().recordedAt())
            .column("updated_at", Instant.class, product -> product.recorded().recordedAt());

    private static final Table<Terms> PRODUCT_TERMS = Table.<Terms>named("product_terms")
            .column("product_id", UUID.class, set -> set.recorded().streamId())
            .column("version", Long.class, set -> set.recorded().streamVersion())
            .column("effective_date", LocalDate.class, Terms::effectiveDate)
            .column("annual_rate", BigDecimal.class, set -> set.terms().annualRate())
            .column("overdraft_rate", BigDecimal.class, set -> set.terms().overdraftRate())
            .column("day_count", String.class, set -> set.terms().dayCount().name())
            .column("overdraft_limit", BigDecimal.class, set -> set.terms()
                    .overdraftLimit()
                    .value())
            .column("event_id", UUID.class, set -> set.recorded().eventId())
            .column("recorded_at", Instant.class, set -> set.recorded().recordedAt())
            .column("actor", String.class, set -> set.recorded().actor())
            .column("reason", String.class, set -> set.recorded().reason());

    private static final String READ_VERSIONS = """
            select product_id as stream_id,
                   version
            from products
            where product_id = any (?::uuid[])
            union all
            select document_id,
                   version
            from documents
            where document_id = any (?::uuid[])
            """;

    private static final String CHANGE_PRODUCTS = """
            update products
            set version    = new.version,
                position   = new.position,
                updated_at = new.recorded_at,
                retired_at = coalesce(new.retired_at, products.retired_at),
                status     = case when new.retired_at is null then products.status else 'RETIRED' end
            from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
              as new (product_id, version, position, recorded_at, retired_at)
            where products.product_id = new.product_id
            """;

    private static final String WRITE_DOCUMENTS = """
            insert into documents (document_id, account_id, key_id, name, title, kind, media_type, size_bytes, sha256,
                                   status, version, position, first_position, submitted_at, submitted_by,
                                   submit_reason, words)
            select new.document_id,
                   new.account_id,
                   new.key_id,
                   case when erased.key_id is null then new.name end,
                   case when erased.key_id is null then new.title end,
                   new.kind,
                   new.media_type,
                   new.size_bytes,
                   new.sha256,
                   'SUBMITTED',
                   new.version,
                   new.position,
                   new.position,
                   new.recorded_at,
                   new.actor,
                   new.reason,
                   setweight(to_tsvector('simple', coalesce(plain(new.kind), '')), 'A')
                   || setweight(to_tsvector('simple', coalesce(plain(new.reason), '')), 'C')
                   || case when erased.key_id is null
                           then setweight(to_tsvector('simple', new.title_tokens), 'A')
                                || setweight(to_tsvector('simple', new.name_tokens), 'B')
                           else ''
                      end
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
              as new (document_id, account_id, key_id, name, title, kind, media_type, size_bytes, sha256,
                      version, position, recorded_at, actor, reason, title_tokens, name_tokens)
            left join erased_keys erased
              on erased.key_id = new.key_id
            """;

    private static final String ERASE_DOCUMENTS = """
            update documents
            set name  = null,
                title = null,
                words = setweight(to_tsvector('simple', coalesce(plain(kind), '')), 'A')
                        || setweight(to_tsvector('simple', coalesce(plain(submit_reason), '')), 'C')
            where key_id = any (?::uuid[])
            """;

    private static final String DECIDE_DOCUMENTS = """
            update documents
            set status        = new.status,
                version       = new.version,
                position      = new.position,
                decided_at    = new.recorded_at,
                decided_by    = new.actor,
                decide_reason = new.reason
            from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[])
              as new (document_id, status, version, position, recorded_at, actor, reason)
            where documents.document_id = new.document_id
            """;

    private final Connection connection;

    CatalogueStore(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, Long> readVersions(Collection<UUID> streamIds) throws SQLException {
        var versions = new HashMap<UUID, Long>();
        try (PreparedStatement statement = connection.prepareStatement(READ_VERSIONS)) {
            statement.setArray(1, connection.createArrayOf("uuid", streamIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", streamIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getObject("stream_id", UUID.class), rows.getLong("version"));
                }
            }
        }
        return versions;
    }

    /** New rows first: what became of them in the same batch is written onto them. */
    void write(CatalogueFold fold, DocumentWords words) throws SQLException {
        PRODUCTS.copy(connection, fold.newProducts());
        PRODUCT_TERMS.copy(connection, fold.terms());
        changeProducts(fold.changedProducts());
        writeDocuments(fold.newDocuments(), words);
        decideDocuments(fold.decidedDocuments());
    }

    private void changeProducts(Collection<ChangedProduct> products) throws SQLException {
        try (var rows = Unnest.into(connection, CHANGE_PRODUCTS, products)) {
            rows.column("uuid", product -> product.last().streamId())
                    .column("bigint", product -> product.last().streamVersion())
                    .column("bigint", product -> product.last().position())
                    .column("text", product -> recordedAt(product.last()))
                    .column("text", product -> product.retired() == null ? null : recordedAt(product.retired()))
                    .execute();
        }
    }

    private void writeDocuments(Collection<NewDocument> documents, DocumentWords words) throws SQLException {
        if (documents.isEmpty()) {
            return;
        }
        new ErasedKeys(connection).lockShared();
        try (var rows = Unnest.into(connection, WRITE_DOCUMENTS, documents)) {
            rows.column("uuid", document -> document.recorded().streamId())
                    .column("uuid", document -> document.submitted().accountId())
                    .column("uuid", document -> PersonalDataCipher.keyOf(
                                    document.submitted().name())
                            .orElse(null))
                    .column("text", document -> document.submitted().name())
                    .column("text", document -> document.submitted().title())
                    .column("text", document -> document.submitted().kind())
                    .column("text", document -> document.submitted().mediaType())
                    .column("bigint", document -> document.submitted().sizeBytes())
                    .column("text", document -> document.submitted().sha256())
                    .column("bigint", document -> document.recorded().streamVersion())
                    .column("bigint", document -> document.recorded().position())
                    .column("text", document -> recordedAt(document.recorded()))
                    .column("text", document -> document.recorded().actor())
                    .column("text", document -> document.recorded().reason())
                    .column(
                            "text",
                            document -> words.tokens(document.submitted().title()))
                    .column(
                            "text",
                            document -> words.tokens(document.submitted().name()))
                    .execute();
        }
    }

    /** Erases what those events say is to be forgotten, also what is still to come. */
    void erase(List<ViewEvent> events) throws SQLException {
        new ErasedKeys(connection).take(events, ERASE_DOCUMENTS);
    }

    private void decideDocuments(Collection<DecidedDocument> documents) throws SQLException {
        try (var rows = Unnest.into(connection, DECIDE_DOCUMENTS, documents)) {
            rows.column("uuid", document -> document.recorded().streamId())
                    .column("text", DecidedDocument::status)
                    .column("bigint", document -> document.recorded().streamVersion())
                    .column("bigint", document -> document.recorded().position())
                    .column("text", document -> recordedAt(document.recorded()))
                    .column("text", document -> document.recorded().actor())
                    .column("text", document -> document.recorded().reason())
                    .execute();
        }
    }

    private static String recordedAt(RecordedEvent recorded) {
        return recorded.recordedAt().toString();
    }
}
