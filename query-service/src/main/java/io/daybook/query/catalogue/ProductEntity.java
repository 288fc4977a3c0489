package io.daybook.query.catalogue;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code products}, and its terms. */
@Entity
@Immutable
@Table(name = "products")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class ProductEntity {

    @Id
    private UUID productId;

    private String code;
    private String name;
    private @Nullable String description;
    private String currency;

    @Enumerated(EnumType.STRING)
    private ProductStatus status;

    private long version;
    private long position;
    private Instant publishedAt;
    private @Nullable Instant retiredAt;
    private Instant updatedAt;

    @OneToMany
    @JoinColumn(name = "productId")
    @OrderBy("version")
    private List<ProductTermsEntity> terms;

    UUID productId() {
        return productId;
    }

    ProductResponse response(LocalDate today) {
        List<Terms> history = terms();
        return new ProductResponse(summary(today), comingAfter(today, history), history);
    }

    ProductSummary summary(LocalDate today) {
        return new ProductSummary(
                code,
                name,
                description,
                currency,
                status,
                on(today, terms()),
                version,
                position,
                publishedAt,
                retiredAt,
                updatedAt);
    }

    private List<Terms> terms() {
        Currency unit = Currency.getInstance(currency);
        return terms.stream().map(entity -> entity.terms(unit)).toList();
    }

    private static Terms on(LocalDate today, List<Terms> history) {
        return history.stream()
                .filter(terms -> !begin(terms).isAfter(today))
                .max(comparing(ProductEntity::begin).thenComparingLong(Terms::version))
                .orElseThrow();
    }

    /** Of terms that were set for the same date, the later ones count. */
    private static List<Terms> comingAfter(LocalDate today, List<Terms> history) {
        var byDate = new TreeMap<LocalDate, Terms>();
        history.stream().filter(terms -> begin(terms).isAfter(today)).forEach(terms -> byDate.put(begin(terms), terms));
        return List.copyOf(byDate.values());
    }

    /** The first terms have no date: they count on every date before others. */
    private static LocalDate begin(Terms terms) {
        return requireNonNullElse(terms.effectiveDate(), LocalDate.MIN);
    }
}
