package io.daybook.command.account;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.Amount;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.log.Outcome.Appended;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes transactions back and puts them right, over REST. */
@RestController
class TransactionController {

    private final CommandDispatcher dispatcher;
    private final OriginalTransactions originals;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    TransactionController(CommandDispatcher dispatcher, OriginalTransactions originals) {
        this.dispatcher = dispatcher;
        this.originals = originals;
    }

    @PostMapping("/v1/transactions/{eventId}/reversal")
    ResponseEntity<CommandAnswer> reverse(
            @PathVariable UUID eventId, @Valid @RequestBody AccountRequests.Reversal body, Caller caller) {
        var reverse = new ReverseTransaction(originals.find(eventId));
        return answer(dispatcher.submit(reverse, ids.generate(), body, caller));
    }

    @PostMapping("/v1/transactions/{eventId}/correction")
    ResponseEntity<CommandAnswer> correct(
            @PathVariable UUID eventId, @Valid @RequestBody AccountRequests.Correction body, Caller caller) {
        UUID operationId = ids.generate();
        Amount amount =
                body.amount() == null ? null : AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var correct = new CorrectTransaction(
                originals.find(eventId), operationId, amount, body.effectiveDate(), body.reference());
        return answer(dispatcher.submit(correct, operationId, body, caller));
    }

    private static ResponseEntity<CommandAnswer> answer(Appended appended) {
        String location = "/v1/transactions/" + appended.eventIds().getFirst();
        return CommandAnswer.created(appended, location, null, null);
    }
}
