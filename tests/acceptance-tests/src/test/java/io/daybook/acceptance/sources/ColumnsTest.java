package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Columns stand in few places, by their names. */
class ColumnsTest {

    private static final int FILES_MAX = 6;

    /** A nullable column of the balances view's accounts, which is shown of one account and in lists. */
    private static final Pattern COLUMN = Pattern.compile("\\b(product_code|productCode)\\b");

    /** What names that column for more than showing accounts: two files search by it, and one is another answer. */
    private static final Set<String> FURTHER_USES =
            Set.of("AccountSearch.java", "AccountQueryController.java", "CustomerAccount.java");

    private static final List<String> VIEW_AND_QUERIES = List.of(
            "projector-service/src/main/java/io/daybook/projector/balances",
            "query-service/src/main/java/io/daybook/query/balances");

    private static final String MIGRATIONS = "projector-service/src/main/resources/db/balances";

    private static final Pattern BY_POSITION = Pattern.compile(
            "\\.get(Array|BigDecimal|Boolean|Bytes|Date|Double|Float|Int|Long|Object|Short|String|Time|Timestamp)\\(\\s*\\d");

    /** Their statements come from whoever calls them, and what counts is the one column that there is. */
    private static final Set<String> READERS_OF_ANY_STATEMENT = Set.of("EventLog.java", "ViewDatabases.java");

    @Test
    void a_nullable_column_that_accounts_show_takes_six_main_files_and_one_migration() {
        List<String> files = VIEW_AND_QUERIES.stream()
                .flatMap(folder -> naming(folder, ".java"))
                .filter(file -> !FURTHER_USES.contains(file))
                .toList();

        assertThat(files).hasSizeLessThanOrEqualTo(FILES_MAX);
        assertThat(files).contains("AccountRow.java", "AccountEntity.java", "AccountResponse.java");
        assertThat(naming(MIGRATIONS, ".sql")).hasSize(1);
    }

    private static Stream<String> naming(String folder, String ending) {
        return DocumentationPages.filesUnder(DocumentationPages.CHECKOUT.resolve(folder), ending).stream()
                .filter(file -> COLUMN.matcher(DocumentationPages.text(file)).find())
                .map(ColumnsTest::name);
    }

    @Test
    void no_main_source_reads_columns_by_their_positions() {
        assertThat(DocumentationPages.sources(true).stream()
                        .filter(file -> file.toString().contains("src/main/"))
                        .filter(file -> !READERS_OF_ANY_STATEMENT.contains(name(file)))
                        .flatMap(file -> BY_POSITION
                                .matcher(DocumentationPages.text(file))
                                .results()
                                .map(found -> name(file) + ": " + found.group())))
                .isEmpty();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
