package io.daybook.console;

import io.daybook.samplebank.SampleBank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Loads the sample bank into the demo's suite on request. It is there only where a demo is configured. */
@RestController
@ConditionalOnProperty("daybook.console.demo.tokens")
class SampleController {

    private static final Logger LOG = LoggerFactory.getLogger(SampleController.class);

    private final SampleBank sampleBank;
    private final AtomicBoolean isLoading = new AtomicBoolean();

    SampleController(
            @Value("${daybook.console.commands}") URI commands,
            @Value("${daybook.console.queries}") URI queries,
            @Value("${daybook.console.demo.tokens}") Path tokens) {
        this.sampleBank = new SampleBank(commands, queries, tokens);
    }

    /**
     * Loads the sample bank and answers when it is complete. It takes JSON, which a page of another origin cannot send without a
     * preflight request.
     */
    @PostMapping(path = "/console/demo/sample", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void load() {
        if (!isLoading.compareAndSet(false, true)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The sample bank is being loaded already.");
        }
        try {
            sampleBank.load(LocalDate.now(Clock.systemUTC()));
        } catch (IllegalStateException failure) {
            LOG.atWarn().setCause(failure).log("The sample bank could not be loaded.");
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "The sample bank could not be loaded.", failure);
        } finally {
            isLoading.set(false);
        }
    }
}
