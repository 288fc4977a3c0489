package io.daybook.command.product.domain;

import static io.daybook.command.decision.Refusal.againstTheRules;
import static io.daybook.command.decision.Refusal.notAllowedNow;
import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Every reason for which the bank refuses a command to a product. */
public final class ProductRefusals {

    private ProductRefusals() {}

    static Refusal unknownProduct(String productCode) {
        return unknown("unknown-product", "There is no product %s.".formatted(productCode));
    }

    static Refusal productExists(String productCode) {
        return notAllowedNow(
                "product-exists", "Product %s exists already. Choose another code.".formatted(productCode));
    }

    static Refusal productIsRetired(String productCode) {
        return notAllowedNow("product-retired", "Product %s is no longer offered.".formatted(productCode));
    }

    static Refusal rateUnfit(String field, BigDecimal percentMax, int decimalsMax) {
        return againstTheRules(
                "rate-unfit",
                "%s is in percent a year, from -%s to %2$s, with up to %d decimals."
                        .formatted(field, percentMax, decimalsMax));
    }

    static Refusal termsUnfit(String why) {
        return againstTheRules("terms-unfit", why);
    }

    static Refusal termsDateUnfit(LocalDate given, LocalDate earliest, LocalDate latest) {
        return againstTheRules(
                "terms-date-unfit", "The effectiveDate %s is not from %s to %s.".formatted(given, earliest, latest));
    }

    static Refusal tooManyChanges(int max) {
        return againstTheRules(
                "too-many-changes",
                "The terms have changed %d times, as often as they may. Publish a new product.".formatted(max));
    }
}
