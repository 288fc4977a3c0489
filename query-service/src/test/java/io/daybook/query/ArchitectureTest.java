package io.daybook.query;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** Packages that every group may use, and that know no group. */
    private static final String[] SHARED_KERNEL = {
        "io.daybook.query.bank",
        "io.daybook.query.consistency",
        "io.daybook.query.database",
        "io.daybook.query.group",
        "io.daybook.query.http",
        "io.daybook.query.privacy",
        "io.daybook.query.reads"
    };

    private static final long CLASSES_MAX = 30;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.query");

    @Test
    void groups_know_nothing_of_one_another() {
        slices().matching("io.daybook.query.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_KERNEL))
                .check(CODE);
    }

    @Test
    void the_store_of_summaries_is_known_to_their_group_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..summaries..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CODE);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("io.daybook.query.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void no_package_has_more_than_thirty_classes() {
        Map<String, Long> classes = CODE.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(classes).isNotEmpty().allSatisfy((name, count) -> assertThat(count)
                .isLessThanOrEqualTo(CLASSES_MAX));
    }
}
