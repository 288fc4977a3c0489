package io.daybook.command.product.domain;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands to products, decided by {@link ProductDecider}. */
public sealed interface ProductCommand extends Command {

    /** The product's code. */
    String code();

    @Override
    default List<UUID> streams() {
        return List.of(Product.streamId(code()));
    }

    @Override
    default Decision decide(StreamStates states, DecisionTime time) {
        return ProductDecider.decide(this, states.find(Product.streamId(code()), Product.class), time);
    }

    /** A command that sets terms, and can wait for a second person: in a stream beside the product's, which may not exist yet. */
    sealed interface SetsTerms extends ProductCommand, RequestableCommand {

        /** The terms. */
        Terms terms();

        @Override
        default RequestedAction action() {
            return ProductActions.written(this);
        }

        @Override
        default Subject subject() {
            return Subject.PRODUCT;
        }

        @Override
        default UUID requestStream() {
            return Product.requestStreamId(code());
        }
    }

    /**
     * Terms as they are asked for.
     *
     * @param annualRate rate that a positive balance is to earn, in percent a year
     * @param overdraftRate rate that an overdrawn balance is to cost, in percent a year
     * @param dayCount rule by which days become a part of a year
     * @param overdraftLimit amount by which an account opened without a limit of its own may go below zero, in major units
     */
    record Terms(BigDecimal annualRate, BigDecimal overdraftRate, DayCount dayCount, BigDecimal overdraftLimit) {}

    /**
     * Begin to offer a product.
     *
     * @param code the code by which accounts will name it
     * @param name name by which customers know it
     * @param description more about it, if there is more to say
     * @param currency the currency of its accounts
     * @param terms its first terms
     */
    record Publish(String code, String name, @Nullable String description, Currency currency, Terms terms)
            implements SetsTerms {}

    /**
     * Change the terms of a product, for all of its accounts.
     *
     * @param code the product
     * @param terms the terms
     * @param effectiveDate date from which they count, or null for today; a past date restates interest with the next run
     */
    record ChangeTerms(String code, Terms terms, @Nullable LocalDate effectiveDate) implements SetsTerms {}

    /**
     * Stop offering a product. Accounts that have it keep it.
     *
     * @param code the product
     */
    record Retire(String code) implements ProductCommand {}
}
