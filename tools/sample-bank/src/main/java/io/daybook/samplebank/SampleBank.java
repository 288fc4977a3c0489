package io.daybook.samplebank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Made-up bank of a small town, with which the demo's empty suite is filled so that none of its pages is empty. */
public final class SampleBank {

    private final URI commands;
    private final URI queries;
    private final Path tokens;

    /**
     * Sample bank for a suite.
     *
     * @param commands the address of its command-service
     * @param queries the address of its query-service
     * @param tokens the folder with the demo's token for each role
     */
    public SampleBank(URI commands, URI queries, Path tokens) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
    }

    /**
     * Loads the year that ends today and returns when it is booked. Data that was loaded before is left as it is.
     *
     * @throws IllegalStateException if a service refused a step or could not be reached; the steps before it stay
     */
    public void load(LocalDate today) {
        try (var client = new SampleClient(commands, queries)) {
            new SampleDataImporter(client, token("teller"), token("teller2"), today).run();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("A service or a token could not be read: " + e.getMessage(), e);
        }
    }

    private String token(String role) {
        try {
            return Files.readString(tokens.resolve(role + ".jwt")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
