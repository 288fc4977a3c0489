package io.daybook.command.customer;

import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;
import static io.daybook.command.customer.domain.CustomerRefusals.unknownCustomer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.access.CallerKind;
import io.daybook.command.customer.domain.CustomerCommand;
import io.daybook.command.customer.domain.CustomerCommand.CancelErasure;
import io.daybook.command.customer.domain.CustomerCommand.LiftLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.PlaceLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.ScheduleErasure;
import io.daybook.command.customer.domain.ErasureRules;
import io.daybook.command.decision.Refusal;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.personaldata.KeyStore;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands to customers, over REST. They are for persons of the bank. */
@RestController
class CustomerController {

    private final CommandDispatcher dispatcher;
    private final KeyStore keys;
    private final ErasureRules rules;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    CustomerController(CommandDispatcher dispatcher, KeyStore keys, ErasureRules rules) {
        this.dispatcher = dispatcher;
        this.keys = keys;
        this.rules = rules;
    }

    /**
     * Asks for the erasure of a customer's personal data. A second person agrees to it; after a waiting time, in which it can be
     * cancelled, the keys are destroyed.
     */
    @DeleteMapping("/v1/customers/{customerId}/personal-data")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "A second person is asked to agree.", useReturnTypeSchema = true)
    ResponseEntity<CustomerAnswer> erase(
            @PathVariable String customerId,
            @Valid @RequestBody(required = false) CustomerRequests.@Nullable Erasure body,
            Caller caller) {
        requireId(customerId, nothingHeld(customerId));
        return submitted(new ScheduleErasure(customerId, keys.heldFor(customerId), rules), HttpStatus.OK, body, caller);
    }

    /** Cancels an erasure that was agreed to and is not carried out yet. */
    @DeleteMapping("/v1/customers/{customerId}/erasure")
    ResponseEntity<CustomerAnswer> cancelErasure(
            @PathVariable String customerId,
            @Valid @RequestBody(required = false) CustomerRequests.@Nullable Erasure body,
            Caller caller) {
        requireId(customerId, unknownCustomer(customerId));
        return submitted(new CancelErasure(customerId), HttpStatus.OK, body, caller);
    }

    /** Has a customer's data kept until the hold is lifted. An erasure that was agreed to is cancelled by it. */
    @PostMapping("/v1/customers/{customerId}/legal-hold")
    ResponseEntity<CustomerAnswer> placeLegalHold(
            @PathVariable String customerId, @Valid @RequestBody CustomerRequests.LegalHold body, Caller caller) {
        requireId(customerId, unknownCustomer(customerId));
        return submitted(new PlaceLegalHold(customerId), HttpStatus.CREATED, body, caller);
    }

    /** Asks for the end of a legal hold, to which a second person agrees. */
    @DeleteMapping("/v1/customers/{customerId}/legal-hold")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "A second person is asked to agree.", useReturnTypeSchema = true)
    ResponseEntity<CustomerAnswer> liftLegalHold(
            @PathVariable String customerId, @Valid @RequestBody CustomerRequests.LegalHold body, Caller caller) {
        requireId(customerId, unknownCustomer(customerId));
        return submitted(new LiftLegalHold(customerId), HttpStatus.OK, body, caller);
    }

    private static void requireId(String customerId, Refusal otherwise) {
        if (!CustomerRequests.isId(customerId)) {
            throw new CommandRefusedException(otherwise);
        }
    }

    private ResponseEntity<CustomerAnswer> submitted(
            CustomerCommand command, HttpStatus done, CommandDispatcher.@Nullable Body body, Caller caller) {
        if (caller.identity().kind() != CallerKind.STAFF) {
            throw new CommandRefusedException(
                    Refusal.notAllowedToCaller("forbidden", "Only a person of the bank may do this."));
        }
        Appended appended = dispatcher.submit(command, ids.generate(), body, caller);
        UUID eventId = appended.eventIds().getFirst();
        boolean isWaiting = CommandAnswer.isWaiting(appended);
        return CommandAnswer.begun(isWaiting ? HttpStatus.ACCEPTED : done, appended)
                .location(URI.create(isWaiting ? "/v1/approvals/" + eventId : "/v1/events/" + eventId))
                .body(new CustomerAnswer(
                        command.customerId(),
                        appended.version(),
                        appended.position(),
                        appended.eventIds(),
                        isWaiting ? eventId : null));
    }
}
