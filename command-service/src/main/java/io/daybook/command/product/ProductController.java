package io.daybook.command.product;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.product.domain.ProductCommand;
import jakarta.validation.Valid;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands to products, over REST. */
@RestController
class ProductController {

    private final CommandDispatcher dispatcher;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ProductController(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping("/v1/products")
    ResponseEntity<ProductAnswer> publish(@Valid @RequestBody ProductRequests.Publish body, Caller caller) {
        return answer(body.code(), dispatcher.submit(body.command(), ids.generate(), body, caller));
    }

    @PutMapping("/v1/products/{code}/terms")
    ResponseEntity<ProductAnswer> changeTerms(
            @PathVariable String code, @Valid @RequestBody ProductRequests.Terms body, Caller caller) {
        return answer(code, dispatcher.submit(body.command(code), ids.generate(), body, caller));
    }

    @PostMapping("/v1/products/{code}/retire")
    ResponseEntity<ProductAnswer> retire(
            @PathVariable String code,
            @Valid @RequestBody(required = false) ProductRequests.@Nullable Why body,
            Caller caller) {
        return answer(code, dispatcher.submit(new ProductCommand.Retire(code), ids.generate(), body, caller));
    }

    private static ResponseEntity<ProductAnswer> answer(String code, Appended appended) {
        if (CommandAnswer.isWaiting(appended)) {
            UUID approvalId = appended.eventIds().getFirst();
            return CommandAnswer.begun(HttpStatus.ACCEPTED, appended)
                    .location(URI.create("/v1/approvals/" + approvalId))
                    .body(answer(code, appended, approvalId));
        }
        return CommandAnswer.begun(HttpStatus.CREATED, appended)
                .location(URI.create("/v1/products/" + URLEncoder.encode(code, StandardCharsets.UTF_8)))
                .body(answer(code, appended, null));
    }

    private static ProductAnswer answer(String code, Appended appended, @Nullable UUID approvalId) {
        return new ProductAnswer(code, appended.version(), appended.position(), appended.eventIds(), approvalId);
    }
}
