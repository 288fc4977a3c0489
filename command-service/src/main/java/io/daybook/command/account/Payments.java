package io.daybook.command.account;

import io.daybook.command.account.AccountCommand.Payment;
import io.daybook.command.account.AccountCommand.RequestPayment;
import io.daybook.command.account.AccountCommand.WithinThresholds;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.events.AccountEvent.PaymentRequested;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts what makes money leave under the thresholds that are configured. */
@Component
class Payments {

    private final Thresholds thresholds;

    Payments(FourEyesProperties properties) {
        this.thresholds = properties.byCurrency();
    }

    /** The payment, which waits for a second person if it is above a threshold. */
    AccountCommand request(Payment payment, Caller caller) {
        return new RequestPayment(payment, caller.actor(), thresholds);
    }

    /** What one person may do only up to the thresholds. */
    AccountCommand within(AccountCommand command) {
        return new WithinThresholds(command, thresholds);
    }

    /** What came of a payment: it is made, or it waits. */
    static ResponseEntity<CommandAnswer> answer(Appended appended, @Nullable UUID transferId) {
        return appended.type().equals(PaymentRequested.class.getSimpleName())
                ? CommandAnswer.waiting(appended)
                : CommandAnswer.created(
                        appended, "/v1/transactions/" + appended.eventIds().getFirst(), null, transferId);
    }
}
