package io.daybook.testsupport;

import static io.daybook.localstack.Databases.PROJECTOR;
import static io.daybook.localstack.Databases.QUERY;
import static io.daybook.localstack.Databases.READS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.localstack.Databases.Database;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.localstack.ViewCatalogue.View;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The places that name every view, compared with the catalogue from which the local suite is made. */
class ViewCatalogueTest {

    private static final Path CHECKOUT = Path.of("../..");

    @Test
    void the_script_of_the_compose_file_creates_the_roles_and_databases_of_the_catalogue() throws IOException {
        String script = Files.readString(CHECKOUT.resolve("deploy/postgres/10-databases.sh"));

        assertThat(found("create role (\\w+) +login", script).map(role -> role.group(1)))
                .containsExactlyInAnyOrderElementsOf(Databases.ROLES);
        assertThat(found("create database (\\w+) +owner (\\w+);", script)
                        .collect(Collectors.toMap(database -> database.group(1), database -> database.group(2))))
                .isEqualTo(Databases.all().stream().collect(Collectors.toMap(Database::name, Database::owner)));
        assertThat(found("revoke all +on database (daybook_\\w+) +from public;", script)
                        .map(database -> database.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Databases.all().stream().map(Database::name).toList());
        assertThat(found("grant +connect on database (\\w+) +to ([\\w, ]+);", script)
                        .collect(Collectors.toMap(grant -> grant.group(1), grant -> words(grant.group(2)))))
                .isEqualTo(Databases.all().stream()
                        .filter(database -> !database.users().isEmpty())
                        .collect(Collectors.toMap(Database::name, database -> Set.copyOf(database.users()))));
    }

    @Test
    void the_compose_file_gives_each_service_the_databases_of_its_views() {
        Map<?, ?> services = section(yaml("docker-compose.yml"), "services");

        assertThat(databasesInCompose(section(section(services, "projector-service"), "environment")))
                .isEqualTo(expectedInCompose(ViewCatalogue.views(), PROJECTOR, "DAYBOOK_PROJECTOR_PASSWORD"));
        Map<String, String> expected = expectedInCompose(ViewCatalogue.queriedViews(), QUERY, "DAYBOOK_QUERY_PASSWORD");
        expected.putAll(expectedInCompose("DAYBOOK_DATABASES_READS", READS, QUERY, "DAYBOOK_QUERY_PASSWORD"));
        assertThat(databasesInCompose(section(section(services, "query-service"), "environment")))
                .isEqualTo(expected);
    }

    @Test
    void the_services_are_registered_for_the_views_of_the_catalogue() {
        Map<?, ?> projector = section(yaml("projector-service/src/main/resources/application.yml"), "daybook");
        Map<?, ?> query = section(yaml("query-service/src/main/resources/application.yml"), "daybook");

        assertThat(words(text(projector, "views"))).isEqualTo(names(ViewCatalogue.views()));
        assertThat(section(projector, "databases").keySet()).isEqualTo(names(ViewCatalogue.views()));
        assertThat(words(text(query, "groups"))).isEqualTo(names(ViewCatalogue.queriedViews()));
        Set<String> read = new HashSet<>(names(ViewCatalogue.queriedViews()));
        read.add("reads");
        assertThat(section(query, "databases").keySet()).isEqualTo(read);
    }

    private static Set<String> names(List<View> views) {
        assertThat(views).hasSizeGreaterThan(3);
        return views.stream().map(View::name).collect(Collectors.toSet());
    }

    private static Map<String, String> databasesInCompose(Map<?, ?> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().toString().startsWith("DAYBOOK_DATABASES_"))
                .collect(Collectors.toMap(variable -> variable.getKey().toString(), variable -> variable.getValue()
                        .toString()));
    }

    private static Map<String, String> expectedInCompose(List<View> views, String role, String password) {
        var variables = new HashMap<String, String>();
        for (View view : views) {
            String prefix = "DAYBOOK_DATABASES_" + view.name().toUpperCase(Locale.ROOT);
            variables.putAll(expectedInCompose(prefix, view.database(), role, password));
        }
        return variables;
    }

    private static Map<String, String> expectedInCompose(String prefix, String database, String role, String password) {
        return Map.of(
                prefix + "_URL",
                "jdbc:postgresql://postgres:5432/" + database,
                prefix + "_USERNAME",
                role,
                prefix + "_PASSWORD",
                "${%s:?}".formatted(password));
    }

    private static Stream<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    private static Map<?, ?> section(Map<?, ?> whole, String name) {
        return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
    }

    private static String text(Map<?, ?> whole, String name) {
        return (String) Objects.requireNonNull(whole.get(name), name);
    }

    private static Map<?, ?> yaml(String file) {
        try (Reader reader = Files.newBufferedReader(CHECKOUT.resolve(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
