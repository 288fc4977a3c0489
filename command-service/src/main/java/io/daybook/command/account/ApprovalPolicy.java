package io.daybook.command.account;

import io.daybook.command.account.domain.AccountCommand;
import io.daybook.command.account.domain.AccountCommand.BelowApprovalThreshold;
import io.daybook.command.account.domain.AccountCommand.Payment;
import io.daybook.command.account.domain.AccountCommand.RequestPayment;
import io.daybook.command.account.domain.ApprovalThresholds;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.events.AccountEvent.PaymentRequested;
import io.daybook.events.EventCodec;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts what makes money leave under the thresholds that are configured. */
@Component
class ApprovalPolicy {

    private final ApprovalThresholds thresholds;
    private final String requested;

    ApprovalPolicy(FourEyesProperties properties, EventCodec codec) {
        this.thresholds = properties.byCurrency();
        this.requested = codec.typeOf(PaymentRequested.class).name();
    }

    /** The payment, which waits for a second person if it is above a threshold. */
    AccountCommand request(Payment payment, Caller caller) {
        return new RequestPayment(payment, caller.actor(), thresholds);
    }

    /** The command, which one person may give only up to the thresholds. */
    AccountCommand within(AccountCommand command) {
        return new BelowApprovalThreshold(command, thresholds);
    }

    /** Answer to a payment: it is made, or it waits. */
    ResponseEntity<CommandAnswer> answer(Appended appended, @Nullable UUID transferId) {
        return appended.type().equals(requested)
                ? CommandAnswer.waiting(appended)
                : CommandAnswer.created(
                        appended, "/v1/transactions/" + appended.eventIds().getFirst(), null, transferId);
    }
}
