package io.daybook.projector.catalogue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.DayCount;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import io.daybook.events.ProductTerms;
import io.daybook.projector.ProjectorService;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogueViewTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final UUID SAVINGS = ProductEvent.streamId("SAVINGS");
    private static final UUID ACCOUNT = new UUID(0, 7);

    private final ProjectorService projector = new ProjectorService();

    @AfterEach
    void stop() {
        projector.close();
    }

    private static ProductTerms terms(String annualRate) {
        return new ProductTerms(new BigDecimal(annualRate), BigDecimal.ZERO, DayCount.ACT_365, Money.of("500", "EUR"));
    }

    private static ProductPublished published() {
        return new ProductPublished("SAVINGS", "Savings account", null, Currency.getInstance("EUR"), terms("1.25"));
    }

    private static DocumentSubmitted submitted(String name) {
        return new DocumentSubmitted(ACCOUNT, name, null, "PASSPORT", "application/pdf", 7, "ab".repeat(32));
    }

    private void publish(UUID stream, DomainEvent event, LocalDate effectiveDate) {
        projector.publish(projector.recorded(stream, event, effectiveDate));
    }

    private void awaitRow(String query, String row) {
        await().atMost(40, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(
                        projector.query("catalogue", query))
                .containsExactly(row));
    }

    @Test
    void products_stand_in_the_view_with_all_their_terms_in_one_batch_or_many() {
        publish(ACCOUNT, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), DAY);
        publish(SAVINGS, published(), DAY);
        publish(SAVINGS, new ProductTermsChanged(terms("2.50")), DAY.plusMonths(6));
        projector.flush();
        projector.start("daybook.views=catalogue");
        awaitRow("select concat_ws(' ', code, status, version) from products", "SAVINGS PUBLISHED 2");

        publish(SAVINGS, new ProductRetired(), DAY);
        publish(SAVINGS, new ProductTermsChanged(terms("0.50")), DAY.plusMonths(3));
        projector.flush();

        awaitRow(
                "select concat_ws(' ', code, status, version, retired_at < updated_at) from products",
                "SAVINGS RETIRED 4 t");
        assertThat(projector.query("catalogue", """
                        select concat_ws(' ', version, coalesce(effective_date::text, 'first'), annual_rate)
                        from product_terms
                        order by version
                        """))
                .containsExactly("1 first 1.25", "2 2026-07-01 2.50", "4 2026-04-01 0.50");
    }

    @Test
    void documents_stand_in_the_view_with_what_reviewers_made_of_them() {
        UUID accepted = UUID.randomUUID();
        UUID rejected = UUID.randomUUID();
        publish(accepted, submitted("one.pdf"), DAY);
        publish(accepted, new DocumentAccepted(), DAY);
        publish(rejected, submitted("two.pdf"), DAY);
        projector.flush();
        projector.start("daybook.views=catalogue");
        String row = """
                select concat_ws(' ', status, version, account_id, submitted_by, submit_reason, decided_by, decide_reason)
                from documents
                where name = '%s'
                """;
        awaitRow(row.formatted("one.pdf"), "ACCEPTED 2 %s teller-1 because teller-1 because".formatted(ACCOUNT));
        awaitRow(row.formatted("two.pdf"), "SUBMITTED 1 %s teller-1 because".formatted(ACCOUNT));

        publish(rejected, new DocumentRejected(), DAY);
        projector.flush();

        awaitRow(row.formatted("two.pdf"), "REJECTED 2 %s teller-1 because teller-1 because".formatted(ACCOUNT));
    }

    @Test
    void words_are_found_without_case_accents_and_punctuation_in_any_script() {
        projector.start("daybook.views=catalogue");
        awaitRow("select plain('Épargne-Zürich, ﬁne_2026.PDF: СЧЁТ')", "epargne zurich  fine 2026 pdf  счет");
        awaitRow("select searched('  Sav & (plus) ')::text", "'sav' & 'plus':*");
        awaitRow("select (searched('!%&') is null)::text", "true");
    }

    @Test
    void an_event_that_does_not_follow_on_its_stream_is_not_applied() {
        var fold = new CatalogueFold(Map.of(SAVINGS, 1L));
        var first = projector.recorded(SAVINGS, published(), DAY);

        assertThatThrownBy(() -> fold.apply(first, published()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot follow on version 1");
    }
}
