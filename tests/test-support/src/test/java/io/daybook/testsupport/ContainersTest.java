package io.daybook.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Rights of the containers, as far as docker-compose.yml and deploy/Dockerfile state them. */
class ContainersTest {

    /** Containers that have to write into their own image, see there. */
    private static final List<String> WRITABLE = List.of("kafka");

    private final Map<?, ?> compose = compose();

    @Test
    void no_container_has_or_gains_rights_of_root() {
        compose.forEach((name, container) -> {
            Map<?, ?> settings = (Map<?, ?>) container;
            assertThat(settings.get("cap_drop")).as("%s", name).isEqualTo(List.of("ALL"));
            assertThat(settings.get("security_opt")).as("%s", name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(settings.get("privileged")).as("%s", name).isNull();
            assertThat(settings.get("cap_add")).as("%s", name).isNull();
        });
    }

    @Test
    void a_container_writes_only_where_it_is_given_a_place() {
        compose.forEach((name, container) -> assertThat(((Map<?, ?>) container).get("read_only"))
                .as("%s", name)
                .isEqualTo(WRITABLE.contains(name) ? null : Boolean.TRUE));
    }

    @Test
    void every_port_is_published_on_this_machine_only() {
        compose.values().stream()
                .map(container -> ((Map<?, ?>) container).get("ports"))
                .filter(Objects::nonNull)
                .forEach(ports -> assertThat((List<?>) ports)
                        .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:")));
    }

    @Test
    void every_image_of_ours_ends_up_with_a_user_of_its_own() throws IOException {
        String[] stages = Pattern.compile("(?m)^FROM ").split(Files.readString(Path.of("../../deploy/Dockerfile")));

        assertThat(stages).hasSizeGreaterThan(5);
        for (String stage : stages) {
            List<String> users =
                    stage.lines().filter(line -> line.startsWith("USER ")).toList();
            // A stage without one has that of the stage that it is made from; the first of them says one.
            if (!users.isEmpty()) {
                assertThat(users.getLast())
                        .as(stage.lines().findFirst().orElse(""))
                        .isEqualTo("USER 10001");
            }
        }
        for (String name : List.of("local-keys", "service")) {
            assertThat(stages)
                    .filteredOn(stage -> stage.lines().findFirst().orElse("").endsWith(" AS " + name))
                    .singleElement()
                    .asString()
                    .contains("\nUSER 10001\n");
        }
    }

    private static Map<?, ?> compose() {
        try (Reader file = Files.newBufferedReader(Path.of("../../docker-compose.yml"))) {
            Map<?, ?> whole = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<?, ?> services = (Map<?, ?>) Objects.requireNonNull(whole.get("services"));
            assertThat(services).hasSizeGreaterThan(5);
            return services;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
