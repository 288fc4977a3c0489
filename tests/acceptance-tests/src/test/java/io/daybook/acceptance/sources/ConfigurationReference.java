package io.daybook.acceptance.sources;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.javadoc.JavadocBlockTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of settings, made from Spring's configuration metadata and from each application.yml. */
final class ConfigurationReference {

    private static final String METADATA = "target/classes/META-INF/spring-configuration-metadata.json";
    private static final Pattern MAP = Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(?<value>[\\w.$]+)>");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ (?<text>[^}]+)}");
    private static final JavaParser JAVA =
            new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE));

    private static final String HEAD = """
            # Configuration

            Made by `ConfigurationReferenceTest` from the metadata that the build takes from the code. After a change of a
            setting, the test fails until the page is made again:

            ```sh
            mvn test -pl tests/acceptance-tests -am -Dtest=ConfigurationReferenceTest -Ddaybook.configuration=renew \\
                -Dsurefire.failIfNoSpecifiedTests=false
            ```

            A setting can be an environment variable: upper case, dots as underscores, hyphens left out
            (`daybook.log.batch-max` is `DAYBOOK_LOG_BATCHMAX`). It can also be a file in the folder `DAYBOOK_SECRETS`
            (`/run/secrets/daybook`), named like the setting; this is meant for [passwords](security.md#passwords).

            Durations are written as `500ms`, `30s`, `5m` or `2h`, sizes as `64KB` or `10MB`. A setting without a default
            is optional or must be set; its description says which.

            Besides these, Spring Boot's own settings apply. Used here are `server.port`, `spring.datasource.url`, `.username`
            and `.password` (the log's database, command-service), `spring.kafka.bootstrap-servers` and those for
            [logins](security.md#kafka) (command-service and projector-service), and those for [traces](operations.md#traces).
            """;

    private final Path checkout;

    ConfigurationReference(Path checkout) {
        this.checkout = checkout;
    }

    /**
     * A setting.
     *
     * @param fallback the default, in Java or in application.yml; empty if there is none
     */
    private record Setting(String name, String fallback, String description) {

        String row() {
            return "| `%s` | %s | %s |"
                    .formatted(name, fallback.isEmpty() ? "" : "`" + fallback + "`", description.replace("|", "\\|"));
        }
    }

    /** The page. */
    String page() {
        var page = new StringBuilder(HEAD);
        for (Path module : modules()) {
            page.append("\n## %s\n\n| setting | default | description |\n|---|---|---|\n"
                    .formatted(checkout.relativize(module)));
            settings(module).forEach(setting -> page.append(setting.row()).append('\n'));
        }
        return page.toString();
    }

    /** Settings that application.yml has and that are not described, or are described with nothing. */
    List<String> undescribed() {
        var undescribed = new ArrayList<String>();
        List<Setting> shared = modules().stream()
                .filter(module -> checkout.relativize(module).startsWith("platform"))
                .flatMap(module -> settings(module).stream())
                .toList();
        for (Path module : modules()) {
            List<Setting> settings = settings(module);
            settings.stream()
                    .filter(setting -> setting.description().isBlank())
                    .map(Setting::name)
                    .forEach(undescribed::add);
            defaults(module).keySet().stream()
                    .filter(name -> name.startsWith("daybook."))
                    .filter(name -> Stream.concat(settings.stream(), shared.stream())
                            .noneMatch(setting ->
                                    pattern(setting.name()).matcher(name).matches()))
                    .forEach(undescribed::add);
        }
        return undescribed;
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Pattern.quote(name).replace("<name>", "\\E[^.]+\\Q") + "(\\.\\d+|\\[\\d+])?");
    }

    private List<Path> modules() {
        return Stream.of("command-service", "projector-service", "query-service", "web-console", "platform/*")
                .flatMap(name -> name.endsWith("*") ? folders(name).stream() : Stream.of(checkout.resolve(name)))
                .filter(module -> Files.exists(module.resolve(METADATA)))
                .toList();
    }

    private List<Path> folders(String glob) {
        Path parent = checkout.resolve(glob.substring(0, glob.indexOf('/')));
        return DocumentationPages.filesUnder(parent, "pom.xml").stream()
                .map(Path::getParent)
                .filter(module -> module != null && !module.equals(parent))
                .toList();
    }

    private List<Setting> settings(Path module) {
        Map<String, String> defaults = defaults(module);
        var settings = new TreeMap<String, Setting>();
        for (JsonNode property : JsonMapper.shared()
                .readTree(DocumentationPages.text(module.resolve(METADATA)))
                .path("properties")) {
            Matcher map = MAP.matcher(property.path("type").asString(""));
            String type =
                    map.matches() ? map.group("value") : property.path("type").asString("");
            String name = property.path("name").asString() + (map.matches() ? ".<name>" : "");
            List<Setting> found = recordOf(type)
                    .map(values -> ofRecord(name, values))
                    .orElseGet(() -> List.of(new Setting(
                            name,
                            fallback(property.path("defaultValue"), defaults.getOrDefault(name, "")),
                            plain(property.path("description").asString("")))));
            found.forEach(setting -> settings.merge(setting.name(), setting, ConfigurationReference::better));
        }
        return List.copyOf(settings.values());
    }

    /** Of two descriptions of one setting, that with a default. */
    private static Setting better(Setting one, Setting other) {
        return one.fallback().isEmpty() ? other : one;
    }

    /** The default, which application.yml may override; the metadata writes lists in brackets. */
    private static String fallback(JsonNode inJava, String inYaml) {
        return inYaml.isEmpty() ? inJava.asString("").replaceAll("^\\[(.*)]$", "$1") : inYaml;
    }

    /** The source of a record, of which the metadata says nothing where it is a map's value or another module's. */
    private Optional<RecordDeclaration> recordOf(String type) {
        String outermost = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
        Path file = Path.of("src/main/java", outermost.replace('.', '/') + ".java");
        String simpleName = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return DocumentationPages.sources(false).stream()
                .filter(source -> source.endsWith(file))
                .findFirst()
                .flatMap(source -> JAVA.parse(DocumentationPages.text(source)).getResult())
                .flatMap(unit -> unit.findFirst(
                        RecordDeclaration.class, one -> one.getNameAsString().equals(simpleName)));
    }

    private static List<Setting> ofRecord(String name, RecordDeclaration values) {
        return values.getParameters().stream()
                .map(component -> new Setting(
                        name + "." + kebab(component.getNameAsString()),
                        inSource(component).orElse(""),
                        description(values, component)))
                .toList();
    }

    private static Optional<String> inSource(Parameter component) {
        return component
                .getAnnotationByName("DefaultValue")
                .filter(SingleMemberAnnotationExpr.class::isInstance)
                .map(annotation -> ((SingleMemberAnnotationExpr) annotation).getMemberValue())
                .filter(Expression::isStringLiteralExpr)
                .map(value -> value.asStringLiteralExpr().asString());
    }

    private static String description(RecordDeclaration values, Parameter component) {
        return values.getJavadoc().stream()
                .flatMap(javadoc -> javadoc.getBlockTags().stream())
                .filter(tag -> tag.getType() == JavadocBlockTag.Type.PARAM)
                .filter(tag -> tag.getName().equals(Optional.of(component.getNameAsString())))
                .map(tag -> plain(tag.getContent().toText()))
                .findFirst()
                .orElse("");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String plain(String javadoc) {
        String text = INLINE_TAG
                .matcher(javadoc)
                .replaceAll("`${text}`")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The settings of the module's application.yml, each by its whole name. */
    private static Map<String, String> defaults(Path module) {
        var defaults = new TreeMap<String, String>();
        Path file = module.resolve("src/main/resources/application.yml");
        if (Files.exists(file)) {
            flatten("", new Yaml().load(DocumentationPages.text(file)), defaults);
        }
        return defaults;
    }

    private static void flatten(String name, Object value, Map<String, String> settings) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach(
                    (key, inner) -> flatten(name.isEmpty() ? String.valueOf(key) : name + "." + key, inner, settings));
        } else {
            settings.put(name, String.valueOf(value));
        }
    }
}
