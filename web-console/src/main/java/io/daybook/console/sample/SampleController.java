package io.daybook.console.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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

/** Fills the demo's book with the town of Linden, when somebody asks for it. There only where a demo is configured. */
@RestController
@ConditionalOnProperty("daybook.console.demo.tokens")
class SampleController {

    private static final Logger LOG = LoggerFactory.getLogger(SampleController.class);

    private final URI commands;
    private final URI queries;
    private final Path tokens;
    private final AtomicBoolean isMovingIn = new AtomicBoolean();

    SampleController(
            @Value("${daybook.console.commands}") URI commands,
            @Value("${daybook.console.queries}") URI queries,
            @Value("${daybook.console.demo.tokens}") Path tokens) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
    }

    /**
     * Moves the town in and answers when it is there. It takes JSON, which a page elsewhere cannot send without being asked first
     * where it comes from.
     */
    @PostMapping(path = "/console/demo/sample", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveIn() throws IOException {
        if (!isMovingIn.compareAndSet(false, true)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The town is moving in already.");
        }
        try (var clerk = new SampleClient(commands, queries)) {
            LocalDate today = LocalDate.now(Clock.systemUTC());
            new SampleDataImporter(clerk, token("teller"), token("teller2"), today).run();
        } catch (IllegalStateException refused) {
            LOG.atWarn().setCause(refused).log("The town could not move in.");
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "The town could not move in.", refused);
        } finally {
            isMovingIn.set(false);
        }
    }

    private String token(String role) throws IOException {
        return Files.readString(tokens.resolve(role + ".jwt")).strip();
    }
}
