package io.daybook.command.product.domain;

import io.daybook.command.decision.approval.ActionFields;
import io.daybook.command.product.domain.ProductCommand.ChangeTerms;
import io.daybook.command.product.domain.ProductCommand.Publish;
import io.daybook.command.product.domain.ProductCommand.SetsTerms;
import io.daybook.command.product.domain.ProductCommand.Terms;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.DayCount;
import java.util.Currency;
import java.util.Set;

/** Commands that set terms, written down as actions and read again. What was ever written can be read for ever. */
public final class ProductActions {

    private static final String PUBLICATION = "product-publication";
    private static final String TERMS = "product-terms";

    /** The kinds of action on products. */
    public static final Set<String> KINDS = Set.of(PUBLICATION, TERMS);

    private static final int VERSION = 1;

    private ProductActions() {}

    static RequestedAction written(SetsTerms command) {
        ActionFields fields = ActionFields.empty()
                .with("code", command.code())
                .with("annualRate", command.terms().annualRate())
                .with("overdraftRate", command.terms().overdraftRate())
                .with("dayCount", command.terms().dayCount())
                .with("overdraftLimit", command.terms().overdraftLimit());
        return switch (command) {
            case Publish publish ->
                fields.with("name", publish.name())
                        .with("description", publish.description())
                        .with("currency", publish.currency())
                        .action(PUBLICATION, VERSION);
            case ChangeTerms change ->
                fields.with("effectiveDate", change.effectiveDate()).action(TERMS, VERSION);
        };
    }

    /** The command that was asked for. */
    public static SetsTerms read(RequestedAction action) {
        ActionFields fields = ActionFields.of(action);
        var terms = new Terms(
                fields.number("annualRate"),
                fields.number("overdraftRate"),
                DayCount.valueOf(fields.required("dayCount")),
                fields.amount("overdraftLimit"));
        return switch (action.kind()) {
            case PUBLICATION ->
                new Publish(
                        fields.required("code"),
                        fields.required("name"),
                        fields.text("description"),
                        Currency.getInstance(fields.required("currency")),
                        terms);
            case TERMS -> new ChangeTerms(fields.required("code"), terms, fields.date("effectiveDate"));
            default -> throw new IllegalStateException("No action on products is called %s.".formatted(action.kind()));
        };
    }
}
