package io.daybook.testsupport;

import static io.daybook.localstack.Databases.PROJECTOR;
import static io.daybook.localstack.Databases.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.localstack.Databases.Database;
import io.daybook.localstack.ViewCatalogue;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file and its script, compared with the catalogue from which the local suite is made. */
class ViewCatalogueTest {

    private static final Path CHECKOUT = Path.of("../..");
    private static final String SCRIPT = "deploy/postgres/10-databases.sh";
    private static final String VIEWS = "projector-service/src/main/resources/META-INF/daybook/views";
    private static final ViewCatalogue CATALOGUE = ViewCatalogue.of(CHECKOUT);

    @Test
    void the_script_of_the_compose_file_creates_the_roles_and_databases_of_the_catalogue(@TempDir Path folder)
            throws IOException, InterruptedException {
        String script = statements(folder);

        assertThat(found("create role (\\w+) +login", script).map(role -> role.group(1)))
                .containsExactlyInAnyOrderElementsOf(Databases.ROLES);
        assertThat(found("create database (\\w+) +owner (\\w+);", script)
                        .collect(Collectors.toMap(database -> database.group(1), database -> database.group(2))))
                .isEqualTo(
                        Databases.all(CATALOGUE).stream().collect(Collectors.toMap(Database::name, Database::owner)));
        assertThat(found("revoke all +on database (daybook_\\w+) +from public;", script)
                        .map(database -> database.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Databases.all(CATALOGUE).stream().map(Database::name).toList());
        assertThat(found("grant +connect on database (\\w+) +to ([\\w, ]+);", script)
                        .collect(Collectors.toMap(grant -> grant.group(1), grant -> words(grant.group(2)))))
                .isEqualTo(Databases.all(CATALOGUE).stream()
                        .filter(database -> !database.users().isEmpty())
                        .collect(Collectors.toMap(Database::name, database -> Set.copyOf(database.users()))));
    }

    /** What the script tells Postgres, with a {@code psql} that prints instead. */
    private static String statements(Path folder) throws IOException, InterruptedException {
        Path psql = folder.resolve("psql");
        Files.writeString(psql, "#!/bin/sh\nexec cat\n");
        assertThat(psql.toFile().setExecutable(true)).isTrue();
        var builder = new ProcessBuilder(
                        "bash", CHECKOUT.resolve(SCRIPT).toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
        builder.environment()
                .put(
                        "DAYBOOK_VIEWS_FILE",
                        CHECKOUT.resolve(VIEWS).toAbsolutePath().toString());
        builder.environment().put("POSTGRES_USER", "postgres");
        for (String role :
                List.of("LOG_OWNER", "COMMAND", "LOG_READER", "PROJECTOR", "QUERY", "READS_OWNER", "KEYS_OWNER")) {
            builder.environment().put("DAYBOOK_%s_PASSWORD".formatted(role), "secret");
        }
        Process process = builder.start();
        String statements = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return statements;
    }

    @Test
    void the_compose_file_shows_the_script_the_views() {
        Map<?, ?> postgres = section(section(yaml("docker-compose.yml"), "services"), "postgres");

        assertThat(((List<?>) Objects.requireNonNull(postgres.get("volumes")))
                        .stream().map(Object::toString))
                .contains("./" + Path.of(VIEWS).getParent() + ":/etc/daybook:ro");
    }

    @Test
    void the_compose_file_tells_the_services_where_the_databases_of_all_views_are() {
        Map<?, ?> services = section(yaml("docker-compose.yml"), "services");

        assertThat(databasesInCompose(section(section(services, "projector-service"), "environment")))
                .isEqualTo(expectedInCompose(PROJECTOR, "DAYBOOK_PROJECTOR_PASSWORD"));
        assertThat(databasesInCompose(section(section(services, "query-service"), "environment")))
                .isEqualTo(expectedInCompose(QUERY, "DAYBOOK_QUERY_PASSWORD"));
    }

    @Test
    void the_compose_file_tells_no_container_but_the_migration_job_and_the_server_what_the_owners_passwords_are() {
        Map<?, ?> services = section(yaml("docker-compose.yml"), "services");

        assertThat(services.entrySet().stream()
                        .filter(service -> service.getValue().toString().contains("_OWNER_PASSWORD"))
                        .map(service -> service.getKey().toString()))
                .containsExactlyInAnyOrder("postgres", "migrations");
    }

    private static Map<String, String> databasesInCompose(Map<?, ?> environment) {
        return environment.entrySet().stream()
                .filter(variable ->
                        variable.getKey().toString().matches("DAYBOOK_(DATABASES|VIEWDATABASE|VIEWS|GROUPS).*"))
                .collect(Collectors.toMap(variable -> variable.getKey().toString(), variable -> variable.getValue()
                        .toString()));
    }

    private static Map<String, String> expectedInCompose(String role, String password) {
        return Map.of(
                "DAYBOOK_VIEWDATABASE_URL",
                "jdbc:postgresql://postgres:5432/" + Databases.view("{name}"),
                "DAYBOOK_VIEWDATABASE_USERNAME",
                role,
                "DAYBOOK_VIEWDATABASE_PASSWORD",
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

    private static Map<?, ?> yaml(String file) {
        try (Reader reader = Files.newBufferedReader(CHECKOUT.resolve(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
