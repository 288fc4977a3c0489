package io.daybook.command.product.domain;

import static io.daybook.command.decision.WithdrawnCurrencies.currencyWithdrawn;
import static io.daybook.command.product.domain.ProductRefusals.productExists;
import static io.daybook.command.product.domain.ProductRefusals.productIsRetired;
import static io.daybook.command.product.domain.ProductRefusals.rateUnfit;
import static io.daybook.command.product.domain.ProductRefusals.termsDateUnfit;
import static io.daybook.command.product.domain.ProductRefusals.termsUnfit;
import static io.daybook.command.product.domain.ProductRefusals.tooManyChanges;
import static io.daybook.command.product.domain.ProductRefusals.unknownProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.product.domain.ProductCommand.ChangeTerms;
import io.daybook.command.product.domain.ProductCommand.Publish;
import io.daybook.command.product.domain.ProductCommand.Retire;
import io.daybook.command.product.domain.ProductCommand.Terms;
import io.daybook.events.DayCount;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductDeciderTest {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final DecisionTime NOW = new DecisionTime(Instant.parse("2026-03-15T12:00:00Z"), TODAY);
    private static final ProductPublished PUBLISHED =
            new ProductPublished("SAVINGS", "Savings", null, EURO, terms("1.25", "0.00"));
    private static final Optional<Product> SAVINGS = Optional.of(Product.published(PUBLISHED));

    private static ProductTerms terms(String annualRate, String overdraftLimit) {
        return new ProductTerms(
                new BigDecimal(annualRate), BigDecimal.ZERO, DayCount.ACT_ACT, Money.of(overdraftLimit, "EUR"));
    }

    private static Terms asked(String annualRate, String overdraftLimit) {
        return new Terms(new BigDecimal(annualRate), BigDecimal.ZERO, DayCount.ACT_ACT, new BigDecimal(overdraftLimit));
    }

    private static Publish publish(String annualRate, String overdraftLimit) {
        return new Publish("SAVINGS", "Savings", null, EURO, asked(annualRate, overdraftLimit));
    }

    private static void thenRefused(Decision decision, Refusal refusal) {
        assertThat(decision).isEqualTo(new Refused(refusal));
    }

    private static void thenEvent(Decision decision, NewEvent event) {
        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.events())
                .containsExactly(event));
    }

    @Test
    void a_product_is_published_under_a_code_of_its_own() {
        thenEvent(
                ProductDecider.decide(publish("1.25", "0"), Optional.empty(), NOW),
                new NewEvent(Product.streamId("SAVINGS"), PUBLISHED, TODAY));
        thenRefused(ProductDecider.decide(publish("1.25", "0"), SAVINGS, NOW), productExists("SAVINGS"));
    }

    @Test
    void terms_are_within_reason() {
        var unfit = rateUnfit("annualRate", BigDecimal.valueOf(100), 4);

        thenRefused(ProductDecider.decide(publish("100.01", "0"), Optional.empty(), NOW), unfit);
        thenRefused(ProductDecider.decide(publish("0.00001", "0"), Optional.empty(), NOW), unfit);
        assertThat(unfit.detail())
                .isEqualTo("annualRate is in percent a year, from -100 to 100, with up to 4 decimals.");
        thenRefused(
                ProductDecider.decide(publish("1", "-1"), Optional.empty(), NOW),
                termsUnfit("An overdraft limit is zero or more."));
        thenRefused(
                ProductDecider.decide(publish("1", "0.001"), Optional.empty(), NOW),
                termsUnfit("EUR has 2 decimals; the amount has more."));
        thenRefused(
                ProductDecider.decide(publish("1", "1.000"), Optional.empty(), NOW),
                termsUnfit(
                        "EUR has 2 decimals; 1.000 is written with 3. Leave the further zeros out, or the point if it"
                                + " separates thousands."));
        thenRefused(
                ProductDecider.decide(publish("1", "1000000000000000"), Optional.empty(), NOW),
                termsUnfit("An overdraft limit has up to 15 digits before the decimal point."));
    }

    @Test
    void nothing_is_offered_in_a_currency_that_is_no_longer_money() {
        var mark = Currency.getInstance("DEM");

        thenRefused(
                ProductDecider.decide(
                        new Publish("SAVINGS", "Savings", null, mark, asked("1.25", "0")), Optional.empty(), NOW),
                currencyWithdrawn(mark));
    }

    @Test
    void a_rate_reaches_a_hundred_percent_with_four_decimals_and_a_product_bears_interest_once_any_of_its_terms_do() {
        assertThat(ProductDecider.decide(publish("100", "0"), Optional.empty(), NOW))
                .isInstanceOf(Accepted.class);
        assertThat(ProductDecider.decide(publish("-0.0001", "0"), Optional.empty(), NOW))
                .isInstanceOf(Accepted.class);

        var free = Product.published(new ProductPublished("FREE", "Free", null, EURO, terms("0", "0")));
        assertThat(free.bearsInterest()).isFalse();
        assertThat(free.evolve(changed("0", "2026-04-01")).bearsInterest()).isFalse();
        assertThat(free.evolve(changed("1", "2026-04-01")).bearsInterest()).isTrue();
    }

    @Test
    void terms_that_change_are_within_reason_too_and_change_so_often_and_no_more() {
        thenRefused(
                ProductDecider.decide(new ChangeTerms("SAVINGS", asked("101", "0"), TODAY), SAVINGS, NOW),
                rateUnfit("annualRate", BigDecimal.valueOf(100), 4));
        Product product = Product.published(PUBLISHED);
        for (int day = 1; day < Product.CHANGES_MAX; day++) {
            product = product.evolve(changed("1", TODAY.minusDays(day).toString()));
        }
        var change = new ChangeTerms("SAVINGS", asked("2", "0"), TODAY);

        assertThat(ProductDecider.decide(change, Optional.of(product), NOW)).isInstanceOf(Accepted.class);
        product = product.evolve(changed("2", TODAY.toString()));
        thenRefused(ProductDecider.decide(change, Optional.of(product), NOW), tooManyChanges(Product.CHANGES_MAX));
    }

    @Test
    void terms_change_from_a_date_on_past_or_to_come() {
        LocalDate next = TODAY.plusMonths(1);

        thenEvent(
                ProductDecider.decide(new ChangeTerms("SAVINGS", asked("2", "0"), next), SAVINGS, NOW),
                new NewEvent(Product.streamId("SAVINGS"), new ProductTermsChanged(terms("2", "0.00")), next));
        thenRefused(
                ProductDecider.decide(new ChangeTerms("SAVINGS", asked("2", "0"), TODAY.plusYears(11)), SAVINGS, NOW),
                termsDateUnfit(TODAY.plusYears(11), LocalDate.parse("1900-01-01"), TODAY.plusYears(10)));
    }

    @Test
    void each_date_has_the_terms_that_were_set_for_it_whatever_the_order_of_setting() {
        Product product = Product.published(PUBLISHED)
                .evolve(changed("3", "2026-06-01"))
                .evolve(changed("2", "2026-02-01"))
                .evolve(changed("4", "2026-06-01"));

        assertThat(product.termsOn(LocalDate.parse("1999-01-01"))).isEqualTo(terms("1.25", "0"));
        assertThat(product.termsOn(LocalDate.parse("2026-02-01"))).isEqualTo(terms("2", "0"));
        assertThat(product.termsOn(LocalDate.parse("2026-07-01"))).isEqualTo(terms("4", "0"));
        assertThat(product.nextChangeAfter(LocalDate.parse("2026-02-01"))).contains(LocalDate.parse("2026-06-01"));
    }

    private static AppliedEvent changed(String annualRate, String from) {
        return new AppliedEvent(new UUID(0, 0), new ProductTermsChanged(terms(annualRate, "0")), LocalDate.parse(from));
    }

    @Test
    void a_product_is_retired_once() {
        thenEvent(
                ProductDecider.decide(new Retire("SAVINGS"), SAVINGS, NOW),
                new NewEvent(Product.streamId("SAVINGS"), new ProductRetired(), TODAY));
        Optional<Product> retired =
                SAVINGS.map(product -> product.evolve(new AppliedEvent(new UUID(0, 0), new ProductRetired(), TODAY)));
        thenRefused(ProductDecider.decide(new Retire("SAVINGS"), retired, NOW), productIsRetired("SAVINGS"));
    }

    @Test
    void a_command_to_no_product_is_refused() {
        thenRefused(ProductDecider.decide(new Retire("NONE"), Optional.empty(), NOW), unknownProduct("NONE"));
    }
}
