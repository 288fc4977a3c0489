package io.daybook.command.product.domain;

import io.daybook.command.decision.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Every reason for which the bank refuses a command to a product. */
public sealed interface ProductRefusal extends Refusal.Worded {

    /** No product has that code. */
    record UnknownProduct(String productCode) implements ProductRefusal {
        @Override
        public Words words() {
            return unknown("unknown-product", "There is no product %s.".formatted(productCode));
        }
    }

    /** A code is given once. */
    record ProductExists(String productCode) implements ProductRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "product-exists", "Product %s exists already. Choose another code.".formatted(productCode));
        }
    }

    /** A product is retired once. */
    record ProductIsRetired(String productCode) implements ProductRefusal {
        @Override
        public Words words() {
            return notAllowedNow("product-retired", "Product %s is no longer offered.".formatted(productCode));
        }
    }

    /** A rate is a percentage within reason. */
    record RateUnfit(String field, BigDecimal percentMax, int decimalsMax) implements ProductRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "rate-unfit",
                    "%s is in percent a year, from -%s to %2$s, with up to %d decimals."
                            .formatted(field, percentMax, decimalsMax));
        }
    }

    /** Terms that cannot be. */
    record TermsUnfit(String why) implements ProductRefusal {
        @Override
        public Words words() {
            return againstTheRules("terms-unfit", why);
        }
    }

    /** Terms count from a date that people can plan with. */
    record TermsDateUnfit(LocalDate given, LocalDate earliest, LocalDate latest) implements ProductRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "terms-date-unfit",
                    "The effectiveDate %s is not from %s to %s.".formatted(given, earliest, latest));
        }
    }

    /** The terms have changed as often as they may. */
    record TooManyChanges(int max) implements ProductRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "too-many-changes",
                    "The terms have changed %d times, as often as they may. Publish a new product.".formatted(max));
        }
    }
}
