package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bills of materials of the build, in which scanners look for components with known vulnerabilities. */
class SbomIT {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_build_says_what_all_of_daybook_is_made_of() throws IOException {
        JsonNode sbom = JSON.readTree(Files.readAllBytes(RunningDemo.CHECKOUT.resolve("target/daybook.cdx.json")));

        assertThat(sbom.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(sbom.path("metadata").path("component").path("type").asString())
                .isEqualTo("application");
        assertThat(names(sbom))
                .contains(
                        "command-service",
                        "query-service",
                        "projector-service",
                        "spring-boot",
                        "tomcat-embed-core",
                        "nimbus-jose-jwt",
                        "kafka-clients",
                        "postgresql",
                        "jackson-databind");
        assertThat(sbom.path("components").valueStream())
                .allSatisfy(component ->
                        assertThat(component.path("purl").asString()).matches("pkg:maven/[^/]+/[^@]+@[^?]+(\\?.*)?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service", "projector-service"})
    void each_service_carries_what_it_is_made_of_and_nothing_of_the_tests(String service) throws IOException {
        try (var jar = new JarFile(jar(service).toFile())) {
            ZipEntry entry = jar.getEntry("META-INF/sbom/application.cdx.json");
            assertThat(entry).as(service).isNotNull();
            try (InputStream sbom = jar.getInputStream(entry)) {
                Set<String> names = names(JSON.readTree(sbom));
                Set<String> packed = jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith("BOOT-INF/lib/spring-"))
                        // Spring Boot adds its own tool, with which a jar is unpacked, after the build.
                        .filter(name -> !name.contains("jarmode-tools"))
                        .map(name -> name.replaceAll("BOOT-INF/lib/(.*)-\\d.*", "$1"))
                        .collect(Collectors.toSet());

                assertThat(packed).contains("spring-core");
                assertThat(names).containsAll(packed).doesNotContain("local-stack", "junit-jupiter", "assertj-core");
            }
        }
    }

    private static Path jar(String service) throws IOException {
        try (Stream<Path> files =
                Files.list(RunningDemo.CHECKOUT.resolve(service).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> names(JsonNode sbom) {
        return sbom.path("components")
                .valueStream()
                .map(component -> component.path("name").asString())
                .collect(Collectors.toSet());
    }
}
