package io.daybook.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ENGINE = "io.daybook.projector.engine";

    /** The engine's packages, each level above those that it may use; what a view plugs into is at the bottom. */
    private static final List<List<String>> ENGINE_LEVELS = List.of(
            List.of(ENGINE + ".operators"),
            List.of(ENGINE + ".runner"),
            List.of(ENGINE + ".postgres", ENGINE + ".dynamodb"),
            List.of(ENGINE + ".store"),
            List.of(ENGINE + ".parking", ENGINE + ".rebuild", ENGINE + ".verification"),
            List.of(ENGINE + ".projection", ENGINE + ".topic", ENGINE + ".log", ENGINE + ".sql"),
            List.of(ENGINE));

    /** All packages but the engine's and those of HTTP are views' or other consumers'. */
    private static final DescribedPredicate<JavaClass> IN_A_VIEWS_PACKAGE = JavaClass.Predicates.resideInAPackage(
                    "io.daybook.projector.*..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(ENGINE + "..", "io.daybook.projector.http.."))
            .as("are in a view's package");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.projector");

    @Test
    void the_engines_packages_depend_on_lower_ones_only() {
        for (int level = 0; level < ENGINE_LEVELS.size(); level++) {
            for (String room : ENGINE_LEVELS.get(level)) {
                noClasses()
                        .that()
                        .resideInAPackage(room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(aboveOrBeside(room, level))
                        .check(CODE);
            }
        }
    }

    private static String[] aboveOrBeside(String room, int level) {
        return ENGINE_LEVELS.subList(0, level + 1).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(room))
                .toArray(String[]::new);
    }

    @Test
    void every_class_of_the_engine_is_in_one_of_its_packages() {
        classes()
                .that()
                .resideInAPackage("io.daybook.projector.engine..")
                .should()
                .resideInAnyPackage(ENGINE_LEVELS.stream().flatMap(List::stream).toArray(String[]::new))
                .check(CODE);
    }

    @Test
    void a_kind_of_store_shows_the_engine_nothing_but_its_factory() {
        classes()
                .that()
                .resideInAnyPackage(ENGINE + ".postgres", ENGINE + ".dynamodb")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveFullyQualifiedName(ENGINE + ".dynamodb.DynamoDbView")
                .should()
                .notBePublic()
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackages(ENGINE + ".dynamodb", "io.daybook.projector.summaries")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CODE);
    }

    @Test
    void no_package_has_more_than_30_files() {
        Map<String, Long> files = CODE.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(30));
    }

    @Test
    void the_engine_knows_no_view() {
        noClasses()
                .that()
                .resideInAPackage("..engine..")
                .should()
                .dependOnClassesThat(IN_A_VIEWS_PACKAGE)
                .check(CODE);
    }

    @Test
    void views_know_the_engine_and_not_one_another() {
        slices().matching("io.daybook.projector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
        slices().matching("io.daybook.projector.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        JavaClass.Predicates.resideInAnyPackage(ENGINE + "..", "io.daybook.projector.http"))
                .check(CODE);
    }

    @Test
    void folds_are_pure() {
        classes()
                .that()
                .haveNameMatching(".*Fold(\\$.*)?")
                .should()
                .onlyDependOnClassesThat(IN_A_VIEWS_PACKAGE.or(JavaClass.Predicates.resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.time..",
                        "org.jspecify..",
                        "io.daybook.events..")))
                .check(CODE);
    }
}
