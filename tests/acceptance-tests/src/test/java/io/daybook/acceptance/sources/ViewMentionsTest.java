package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files that name a view outside its packages, migrations and documentation: what has to be changed for a new one. Looked through
 * is whatever is built, deployed or run; tests name the views that they test.
 */
class ViewMentionsTest {

    private static final Path CHECKOUT = DocumentationPages.CHECKOUT;

    private static final List<String> PLACES_OF_A_VIEW = List.of(
            "projector-service/src/main/java/io/daybook/projector/%s/",
            "projector-service/src/main/resources/db/%s/", "query-service/src/main/java/io/daybook/query/%s/");

    private static final Pattern NOT_LOOKED_THROUGH =
            Pattern.compile("(.*/)?(target|\\.git|\\.daybook|node_modules|src/test|docs|charts)/.*|.*\\.md");

    @Test
    void the_reporting_view_is_named_in_its_registrations_and_by_the_campaign_that_knows_its_tables()
            throws IOException {
        // Grafana has a setting of that name.
        Pattern reporting = Pattern.compile("(?<!GF_ANALYTICS_)reporting", Pattern.CASE_INSENSITIVE);

        assertThat(filesThatName(reporting).filter(file -> PLACES_OF_A_VIEW.stream()
                        .noneMatch(place -> file.startsWith(place.formatted("reporting")))))
                .containsExactlyInAnyOrder(
                        "projector-service/src/main/resources/META-INF/daybook/views",
                        "query-service/src/main/resources/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                        "tests/fault-campaign/src/main/java/io/daybook/campaign/check/views/ExpectedLedger.java",
                        "tests/fault-campaign/src/main/java/io/daybook/campaign/check/views/ExpectedTables.java",
                        "tests/fault-campaign/src/main/java/io/daybook/campaign/check/FoundTables.java");
    }

    @Test
    void the_view_of_AppendedViewIT_is_named_nowhere() throws IOException {
        assertThat(filesThatName(Pattern.compile("new-?accounts", Pattern.CASE_INSENSITIVE)))
                .isEmpty();
    }

    private static Stream<String> filesThatName(Pattern view) throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT)) {
            return files
                    .filter(file -> !NOT_LOOKED_THROUGH
                            .matcher(CHECKOUT.relativize(file).toString())
                            .matches())
                    .filter(Files::isRegularFile)
                    .filter(file -> view.matcher(CHECKOUT.relativize(file) + "\n" + text(file))
                            .find())
                    .map(file -> CHECKOUT.relativize(file).toString())
                    .toList()
                    .stream();
        }
    }

    /** A file's text; none if it is no text. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
