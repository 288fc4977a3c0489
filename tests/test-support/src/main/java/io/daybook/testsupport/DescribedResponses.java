package io.daybook.testsupport;

import io.daybook.testsupport.ResponseValidator.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Compares what a client receives with the descriptions that this checkout has in {@code docs/api}. */
final class DescribedResponses {

    private static final String DESCRIPTIONS = "docs/api";

    private static final ResponseValidator VALIDATOR = new ResponseValidator(descriptions());

    private DescribedResponses() {}

    /**
     * Compares a response with its description. A body that is not read as text is not looked at.
     *
     * @throws AssertionError if it differs
     */
    static void validate(HttpResponse<?> response) {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        VALIDATOR.validate(new Response(
                response.request().method(),
                response.uri().getRawPath(),
                response.statusCode(),
                contentType.split(";", 2)[0].strip(),
                response.body() instanceof String text ? text : null));
    }

    /** Tests run in the folders of their modules. */
    private static List<String> descriptions() {
        Path folder = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve(DESCRIPTIONS))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-service.json"))
                    .map(DescribedResponses::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
