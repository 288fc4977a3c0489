package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of problem types lists those that the services answer, and no other. */
class ProblemTypesTest {

    private static final String CODE = "\"(?<code>[a-z]+(?:-[a-z]+)*)\"";

    /** How the sources write a type. One that is written otherwise is missed here, and then the page has one too many. */
    private static final Set<Pattern> WRITTEN = Stream.of(
                    "HttpStatus\\.\\w+,\\s*" + CODE,
                    "Kind\\.\\w+,\\s*" + CODE,
                    "\\b(?:unknown|notAllowedNow|againstTheRules|notAllowedToCaller|unprocessable|conflict|notFound)\\(\\s*"
                            + CODE,
                    "new Problem\\(\\s*status,\\s*" + CODE,
                    "HttpStatus\\.UNAUTHORIZED \\? " + CODE,
                    "String code\\(\\) \\{\\s*return " + CODE,
                    "\"?/problems/(?<code>[a-z]+(?:-[a-z]+)*)\"")
            .map(Pattern::compile)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern CONSTANT = Pattern.compile("String (?<name>[A-Z_]+) = (?<value>\"[a-z-]+\");");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?<code>[a-z-]+)` \\| \\d{3}");

    /** Types that are made of the name of a status, where Spring refuses a request. */
    private static final Set<String> OF_STATUSES =
            Set.of("not-found", "method-not-allowed", "not-acceptable", "unsupported-media-type");

    @Test
    void every_problem_type_of_the_code_is_described_and_no_other() {
        var inCode = new TreeSet<>(OF_STATUSES);
        for (var source : DocumentationPages.sources(false)) {
            String text = withoutConstants(DocumentationPages.text(source));
            WRITTEN.forEach(pattern -> pattern.matcher(text)
                    .results()
                    .map(type -> type.group("code"))
                    .forEach(inCode::add));
        }

        assertThat(ROW.matcher(DocumentationPages.text(DocumentationPages.page("problems.md")))
                        .results()
                        .map(row -> row.group("code")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(inCode);
    }

    /** The source with each text in the place of the constant that it is assigned to. */
    private static String withoutConstants(String source) {
        String text = source;
        for (var constant : CONSTANT.matcher(source).results().toList()) {
            text = text.replaceAll("\\b" + constant.group("name") + "\\b", constant.group("value"));
        }
        return text;
    }
}
