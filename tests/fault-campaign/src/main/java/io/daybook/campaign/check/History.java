package io.daybook.campaign.check;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The history of a run: a file of JSON, one line for everything that a client or the nemesis did or saw, as it happened. */
public final class History implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter file;

    private History(BufferedWriter file) {
        this.file = file;
    }

    /** A new history in that file. */
    public static History in(Path file) {
        try {
            return new History(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line, before what comes after it can happen. */
    public synchronized void add(Line line) {
        try {
            file.write(JSON.writerFor(Line.class).writeValueAsString(line));
            file.newLine();
            // Whoever looks at a run that hangs wants to see how far it came.
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a history back. */
    public static List<Line> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> JSON.readValue(line, Line.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
