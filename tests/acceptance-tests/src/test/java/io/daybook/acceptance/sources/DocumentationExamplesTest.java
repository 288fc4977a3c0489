package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples of the documentation are written as a careful client writes its requests. */
class DocumentationExamplesTest {

    private static final Pattern SHELL = Pattern.compile("(?ms)^```(?:bash|sh)\\n(?<commands>.*?)^```");

    /** A command to the command-service with what it sends, quoted or from a file, and the lines it goes on in. */
    private static final Pattern CURL =
            Pattern.compile("\\bcurl (?:[^'\"\\n|;)\\\\]|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|\\\\.|\\\\\\n)*");

    private static final Pattern COMMAND = Pattern.compile(
            "(?s)^(?=.*localhost:8081/v1/(?!log|relay))(?=.*(?: -d | -F | --data-binary | -X (?:PUT|DELETE) )).*");

    static Stream<Path> pages() {
        return DocumentationPages.all().stream();
    }

    private static List<String> commands(Path page) {
        return SHELL.matcher(DocumentationPages.text(page))
                .results()
                .flatMap(block -> CURL.matcher(block.group("commands")).results())
                .map(curl -> curl.group())
                .filter(curl -> COMMAND.matcher(curl).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_is_sent_with_an_idempotency_key(Path page) {
        assertThat(commands(page)).allSatisfy(curl -> assertThat(curl).contains("Idempotency-Key: "));
    }

    @Test
    void the_examples_are_found() {
        assertThat(pages().mapToInt(page -> commands(page).size()).sum()).isGreaterThan(30);
    }
}
