package io.daybook.acceptance.sources;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits that the whole source tree keeps to, so that it stays cheap to read and to change. */
class SourceTreeTest {

    private static final long FILES_OF_A_PACKAGE_MAX = 30;
    private static final int FILES_OF_AN_EVENT_MAX = 8;

    /** An event that moves no money and appears in the balances view only. */
    private static final String EVENT = "ActionRejected";

    private static final Pattern OPENING_WITH_A_QUESTION = Pattern.compile(
            "/\\*\\*\\s+(?:\\*\\s+)?(?:What|Whatever|Who|Whom|Whose|Whether|How|Where|Which|When|Why)\\b");

    @Test
    void no_package_has_more_than_thirty_files() {
        Map<Path, Long> files = DocumentationPages.sources(true).stream()
                .filter(source -> !isPackageInfo(source))
                .collect(groupingBy(source -> DocumentationPages.CHECKOUT.relativize(source.getParent()), counting()));

        assertThat(files).isNotEmpty().allSatisfy((folder, count) -> assertThat(count)
                .as("files of %s", folder)
                .isLessThanOrEqualTo(FILES_OF_A_PACKAGE_MAX));
    }

    /**
     * Counted are all main Java files of the repository that name the event, those of tools and test kits
     * included. Not counted are package-info files, tests, samples and docs/api: they are written or generated beside them.
     */
    @Test
    void an_event_that_moves_no_money_and_appears_in_one_view_is_named_in_at_most_eight_main_files() {
        Pattern named = Pattern.compile("\\b%s\\b".formatted(EVENT));
        List<Path> naming = mainSources()
                .filter(source -> !isPackageInfo(source))
                .filter(source -> named.matcher(DocumentationPages.text(source)).find())
                .map(DocumentationPages.CHECKOUT::relativize)
                .toList();

        assertThat(naming).hasSizeBetween(1, FILES_OF_AN_EVENT_MAX);
        assertThat(naming.stream()
                        .filter(source -> source.startsWith("projector-service"))
                        .map(source -> source.getName(source.getNameCount() - 2).toString()))
                .as("views that show it")
                .containsExactly("balances");
        assertThat(DocumentationPages.text(DocumentationPages.CHECKOUT.resolve(
                        "shared-events/src/main/java/io/daybook/events/ApprovalEvent.java")))
                .as("it moves no money")
                .containsPattern("record %s\\([^)]*\\) implements ApprovalEvent".formatted(EVENT));
    }

    @Test
    void descriptions_of_main_code_open_with_a_noun_phrase_or_a_verb_and_not_with_a_question() {
        assertThat(mainSources()
                        .filter(source -> OPENING_WITH_A_QUESTION
                                .matcher(DocumentationPages.text(source))
                                .find())
                        .map(DocumentationPages.CHECKOUT::relativize))
                .isEmpty();
    }

    private static Stream<Path> mainSources() {
        return DocumentationPages.sources(true).stream()
                .filter(source -> source.toString().contains("src/main/java"));
    }

    private static boolean isPackageInfo(Path source) {
        return source.endsWith("package-info.java");
    }
}
