package io.daybook.command.account;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Freeze;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.AccountCommand.ReleaseHold;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Unfreeze;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.Amount;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.log.Outcome.Appended;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands to accounts, over REST. Decides nothing: a request becomes a command, its outcome becomes an answer. */
@RestController
class AccountController {

    private final CommandDispatcher dispatcher;
    private final Holders holders;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    AccountController(CommandDispatcher dispatcher, Holders holders) {
        this.dispatcher = dispatcher;
        this.holders = holders;
    }

    @PostMapping("/v1/accounts")
    ResponseEntity<CommandAnswer> open(@Valid @RequestBody AccountRequests.Open body, Caller caller) {
        UUID id = body.accountId() == null ? ids.generate() : body.accountId();
        OpenAccount open = AccountRequests.open(body, id, holders.sealed(body.holder()));
        Appended appended = dispatcher.submit(open, ids.generate(), body, caller);
        return answer(appended, "/v1/accounts/" + appended.streamId(), null, null);
    }

    @PostMapping("/v1/accounts/{id}/deposits")
    ResponseEntity<CommandAnswer> deposit(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Move body, Caller caller) {
        Amount amount = AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var deposit = new Deposit(id, amount, body.effectiveDate(), body.reference());
        return transaction(dispatcher.submit(deposit, ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/withdrawals")
    ResponseEntity<CommandAnswer> withdraw(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Move body, Caller caller) {
        Amount amount = AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var withdraw = new Withdraw(id, amount, body.effectiveDate(), body.reference());
        return transaction(dispatcher.submit(withdraw, ids.generate(), body, caller));
    }

    @PostMapping("/v1/transfers")
    ResponseEntity<CommandAnswer> transfer(@Valid @RequestBody AccountRequests.TransferBody body, Caller caller) {
        UUID transferId = ids.generate();
        var transfer = new Transfer(
                transferId,
                body.fromAccountId(),
                body.toAccountId(),
                AccountRequests.amount(body.amount(), body.currency(), "/amount"),
                body.effectiveDate(),
                body.reference());
        Appended appended = dispatcher.submit(transfer, transferId, body, caller);
        return answer(appended, location(appended), null, appended.operationId());
    }

    @PostMapping("/v1/accounts/{id}/holds")
    ResponseEntity<CommandAnswer> placeHold(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Hold body, Caller caller) {
        UUID holdId = ids.generate();
        Amount amount = AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var place = new PlaceHold(id, holdId, amount, body.expiresAt(), body.reference());
        Appended appended = dispatcher.submit(place, holdId, body, caller);
        String location = "/v1/accounts/%s/holds/%s".formatted(id, appended.operationId());
        return answer(appended, location, appended.operationId(), null);
    }

    @PostMapping("/v1/accounts/{id}/holds/{holdId}/capture")
    ResponseEntity<CommandAnswer> captureHold(
            @PathVariable UUID id,
            @PathVariable UUID holdId,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Capture body,
            Caller caller) {
        Amount amount = body == null || body.amount() == null
                ? null
                : AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var capture = body == null
                ? new CaptureHold(id, holdId, null, null, null)
                : new CaptureHold(id, holdId, amount, body.effectiveDate(), body.reference());
        return transaction(dispatcher.submit(capture, ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/holds/{holdId}/release")
    ResponseEntity<CommandAnswer> releaseHold(
            @PathVariable UUID id,
            @PathVariable UUID holdId,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Why body,
            Caller caller) {
        return change(dispatcher.submit(new ReleaseHold(id, holdId), ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/fees")
    ResponseEntity<CommandAnswer> chargeFee(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Move body, Caller caller) {
        Amount amount = AccountRequests.amount(body.amount(), body.currency(), "/amount");
        var charge = new ChargeFee(id, amount, body.effectiveDate(), body.reference());
        return transaction(dispatcher.submit(charge, ids.generate(), body, caller));
    }

    @PutMapping("/v1/accounts/{id}/overdraft-limit")
    ResponseEntity<CommandAnswer> changeOverdraftLimit(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Limit body, Caller caller) {
        Amount limit = AccountRequests.amount(body.overdraftLimit(), body.currency(), "/overdraftLimit");
        return change(dispatcher.submit(new ChangeOverdraftLimit(id, limit), ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/freeze")
    ResponseEntity<CommandAnswer> freeze(
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Why body,
            Caller caller) {
        return change(dispatcher.submit(new Freeze(id), ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/unfreeze")
    ResponseEntity<CommandAnswer> unfreeze(
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Why body,
            Caller caller) {
        return change(dispatcher.submit(new Unfreeze(id), ids.generate(), body, caller));
    }

    @PostMapping("/v1/accounts/{id}/close")
    ResponseEntity<CommandAnswer> close(
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Why body,
            Caller caller) {
        return change(dispatcher.submit(new Close(id), ids.generate(), body, caller));
    }

    /** The answer to a command that moved money: it can be found as a transaction. */
    private static ResponseEntity<CommandAnswer> transaction(Appended appended) {
        return answer(appended, location(appended), null, null);
    }

    /** The answer to a command that changed the account itself. */
    private static ResponseEntity<CommandAnswer> change(Appended appended) {
        return answer(appended, "/v1/accounts/" + appended.streamId(), null, null);
    }

    private static String location(Appended appended) {
        return "/v1/transactions/" + appended.eventIds().getFirst();
    }

    private static ResponseEntity<CommandAnswer> answer(
            Appended appended, String location, @Nullable UUID holdId, @Nullable UUID transferId) {
        return CommandAnswer.created(appended, location, holdId, transferId);
    }
}
