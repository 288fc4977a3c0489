package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the documentation lead somewhere, and classes that it names exist. */
class DocumentationLinksTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern LINK = Pattern.compile("]\\((?<target>[^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (?<text>.+)$");
    private static final Pattern CLASS_SPAN = Pattern.compile("`(?<name>[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)`");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|record|enum) (?<name>[A-Z]\\w+)");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import .*\\.(?<name>[A-Z]\\w+);$");
    private static final Pattern ALERT = Pattern.compile("- alert: (?<name>\\w+)");

    /** Names of other systems: DynamoDB's API, the browser, the JDK and Tomcat. */
    private static final Set<String> FOREIGN =
            Set.of("TransactWriteItems", "EventSource", "ForkJoinPool", "StandardContext", "BigInt");

    static Stream<Path> pages() {
        return DocumentationPages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_a_file_and_to_a_heading_in_it(Path page) {
        String text = FENCE.matcher(DocumentationPages.text(page)).replaceAll("");

        assertThat(LINK.matcher(text)
                        .results()
                        .map(link -> link.group("target"))
                        .filter(target -> !target.matches("[a-z]+:.*"))
                        .filter(target -> !isThere(page, target)))
                .as("links of %s that lead nowhere", page)
                .isEmpty();
    }

    private static boolean isThere(Path page, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(file)
                && (hash < 0 || anchors(DocumentationPages.text(file)).contains(target.substring(hash + 1)));
    }

    /** The anchors that a page's headings get on GitHub. */
    private static Set<String> anchors(String text) {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group("text").strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** A superseded decision names the classes of its time. */
    private static boolean speaksOfToday(Path page) {
        return !page.toString().contains("/notes/")
                && !DocumentationPages.text(page).contains("**Status.** Superseded");
    }

    @Test
    void every_class_that_the_documentation_names_exists() {
        Set<String> known = new HashSet<>(FOREIGN);
        DocumentationPages.sources(true).stream()
                .map(DocumentationPages::text)
                .flatMap(source -> Stream.of(DECLARED, IMPORTED)
                        .flatMap(pattern -> pattern.matcher(source).results())
                        .map(name -> name.group("name")))
                .forEach(known::add);
        ALERT.matcher(DocumentationPages.text(DocumentationPages.CHECKOUT.resolve("deploy/observability/alerts.yml")))
                .results()
                .map(alert -> alert.group("name"))
                .forEach(known::add);

        assertThat(pages().filter(DocumentationLinksTest::speaksOfToday).flatMap(page -> CLASS_SPAN
                        .matcher(DocumentationPages.text(page))
                        .results()
                        .map(DocumentationLinksTest::name)
                        .filter(name -> !known.contains(name))
                        .map(name -> page.getFileName() + ": " + name)))
                .isEmpty();
    }

    private static String name(MatchResult span) {
        return span.group("name");
    }
}
