package io.daybook.benchmark.endpoints;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.AccountRequests;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.Fields;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes a deposit as the real path does, down to its amount and its caller, submits nothing, and answers the same. */
@RestController
class NoOpDepositController {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final AtomicLong position = new AtomicLong();

    @PostMapping("/v1/nothing/{id}/deposits")
    ResponseEntity<CommandAnswer> deposit(
            @PathVariable UUID id, @Valid @RequestBody AccountRequests.Move body, Caller caller) {
        // Read and thrown away, as the text has to be looked at in any case.
        if (Fields.decimal(body.amount(), "/amount").signum() <= 0) {
            throw new IllegalArgumentException("%s deposits nothing.".formatted(caller.actor()));
        }
        long next = position.incrementAndGet();
        UUID eventId = ids.generate();
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/v1/transactions/" + eventId))
                .eTag(Long.toString(next))
                .body(new CommandAnswer(id, next, next, List.of(eventId), null, null, null));
    }
}
