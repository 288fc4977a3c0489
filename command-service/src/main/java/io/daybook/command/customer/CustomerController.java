package io.daybook.command.customer;

import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.customer.domain.CustomerCommand.ErasePersonalData;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.personaldata.KeyStore;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands to customers, over REST. */
@RestController
class CustomerController {

    private final CommandDispatcher dispatcher;
    private final KeyStore keys;
    private final KeyErasureJob erasures;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    CustomerController(CommandDispatcher dispatcher, KeyStore keys, KeyErasureJob erasures) {
        this.dispatcher = dispatcher;
        this.keys = keys;
        this.erasures = erasures;
    }

    /** Records first that the data is to be forgotten, so that it is, whatever happens after that; then destroys the keys. */
    @DeleteMapping("/v1/customers/{customerId}/personal-data")
    ResponseEntity<CustomerAnswer> erase(
            @PathVariable String customerId,
            @Valid @RequestBody(required = false) CustomerRequests.@Nullable Erasure body,
            Caller caller) {
        if (!CustomerRequests.isId(customerId)) {
            throw new CommandRefusedException(nothingHeld(customerId));
        }
        var erase = new ErasePersonalData(customerId, keys.heldFor(customerId));
        Appended appended = dispatcher.submit(erase, ids.generate(), body, caller);
        erasures.finish(appended.eventIds().getFirst());
        return CommandAnswer.begun(HttpStatus.OK, appended)
                .body(new CustomerAnswer(customerId, appended.version(), appended.position(), appended.eventIds()));
    }
}
