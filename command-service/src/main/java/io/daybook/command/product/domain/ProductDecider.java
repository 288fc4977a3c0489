package io.daybook.command.product.domain;

import static io.daybook.command.decision.WithdrawnCurrencies.requireMoney;
import static io.daybook.command.product.domain.ProductRefusals.productExists;
import static io.daybook.command.product.domain.ProductRefusals.productIsRetired;
import static io.daybook.command.product.domain.ProductRefusals.rateUnfit;
import static io.daybook.command.product.domain.ProductRefusals.termsDateUnfit;
import static io.daybook.command.product.domain.ProductRefusals.termsUnfit;
import static io.daybook.command.product.domain.ProductRefusals.tooManyChanges;
import static io.daybook.command.product.domain.ProductRefusals.unknownProduct;

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
import io.daybook.events.Money;
import io.daybook.events.Money.UnfitAmount;
import io.daybook.events.ProductEvent;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides commands to products: events, or a refusal. Pure. */
final class ProductDecider {

    /** Percent a year, either way: interest that doubles or eats up a balance within a year is a slip of the pen. */
    static final BigDecimal RATE_PERCENT_MAX = BigDecimal.valueOf(100);

    /** Decimals of a percentage: a hundredth of a basis point. */
    static final int RATE_DECIMALS_MAX = 4;

    /** Digits of a limit before the decimal point: as many as accounts can have. */
    static final int LIMIT_INTEGER_DIGITS_MAX = 15;

    /** Longest time ahead for which terms may be announced. */
    static final int ANNOUNCED_YEARS_MAX = 10;

    private static final LocalDate TERMS_DATE_MIN = LocalDate.of(1900, 1, 1);

    private ProductDecider() {}

    static Decision decide(ProductCommand command, Optional<Product> product, DecisionTime time) {
        return switch (command) {
            case Publish publish -> publish(publish, product, time);
            case ChangeTerms change -> on(change, product, known -> changeTerms(change, known, time));
            case Retire retire -> on(retire, product, known -> retire(retire, known, time));
        };
    }

    private static Decision publish(Publish command, Optional<Product> product, DecisionTime time) {
        return product.<Refusal>map(known -> productExists(known.code()))
                .or(() -> requireMoney(command.currency()))
                .or(() -> requireValidTerms(command.terms(), command.currency()))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    var published = new ProductPublished(
                            command.code(),
                            command.name(),
                            command.description(),
                            command.currency(),
                            terms(command.terms(), command.currency()));
                    return accepted(command, published, time.today());
                });
    }

    private static Decision changeTerms(ChangeTerms command, Product product, DecisionTime time) {
        LocalDate from = command.effectiveDate() == null ? time.today() : command.effectiveDate();
        return requireValidTerms(command.terms(), product.currency())
                .or(() -> requireValidDate(from, time))
                .or(() -> requireRoomForChange(product))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    var changed = new ProductTermsChanged(terms(command.terms(), product.currency()));
                    return accepted(command, changed, from);
                });
    }

    private static Decision retire(Retire command, Product product, DecisionTime time) {
        return product.isRetired()
                ? new Refused(productIsRetired(command.code()))
                : accepted(command, new ProductRetired(), time.today());
    }

    // The rules.

    private static Optional<Refusal> requireValidTerms(Terms terms, Currency currency) {
        return requireValidRate("annualRate", terms.annualRate())
                .or(() -> requireValidRate("overdraftRate", terms.overdraftRate()))
                .or(() -> requireValidLimit(terms.overdraftLimit(), currency));
    }

    private static Optional<Refusal> requireValidRate(String field, BigDecimal rate) {
        boolean isFit = rate.abs().compareTo(RATE_PERCENT_MAX) <= 0
                && rate.stripTrailingZeros().scale() <= RATE_DECIMALS_MAX;
        return isFit ? Optional.empty() : Optional.of(rateUnfit(field, RATE_PERCENT_MAX, RATE_DECIMALS_MAX));
    }

    private static Optional<Refusal> requireValidLimit(BigDecimal limit, Currency currency) {
        try {
            Money money = Money.asWritten(limit, currency);
            if (money.isNegative()) {
                return Optional.of(termsUnfit("An overdraft limit is zero or more."));
            }
            return money.integerDigits() > LIMIT_INTEGER_DIGITS_MAX
                    ? Optional.of(termsUnfit("An overdraft limit has up to %d digits before the decimal point."
                            .formatted(LIMIT_INTEGER_DIGITS_MAX)))
                    : Optional.empty();
        } catch (UnfitAmount unfit) {
            return Optional.of(termsUnfit(String.valueOf(unfit.getMessage())));
        }
    }

    private static Optional<Refusal> requireValidDate(LocalDate from, DecisionTime time) {
        LocalDate latest = time.today().plusYears(ANNOUNCED_YEARS_MAX);
        return from.isBefore(TERMS_DATE_MIN) || from.isAfter(latest)
                ? Optional.of(termsDateUnfit(from, TERMS_DATE_MIN, latest))
                : Optional.empty();
    }

    private static Optional<Refusal> requireRoomForChange(Product product) {
        return product.laterTerms().size() >= Product.CHANGES_MAX
                ? Optional.of(tooManyChanges(Product.CHANGES_MAX))
                : Optional.empty();
    }

    // What the commands have in common.

    private static Decision on(ProductCommand command, Optional<Product> product, Function<Product, Decision> decide) {
        return product.map(decide).orElseGet(() -> new Refused(unknownProduct(command.code())));
    }

    private static Decision accepted(ProductCommand command, ProductEvent event, LocalDate effectiveDate) {
        return new Accepted(List.of(new NewEvent(Product.streamId(command.code()), event, effectiveDate)));
    }

    private static ProductTerms terms(Terms terms, Currency currency) {
        return new ProductTerms(
                terms.annualRate(),
                terms.overdraftRate(),
                terms.dayCount(),
                new Money(terms.overdraftLimit(), currency));
    }
}
