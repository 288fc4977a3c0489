package io.daybook.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.projector");

    @Test
    void the_engine_knows_no_view() {
        noClasses()
                .that()
                .resideInAPackage("..engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..balances..", "..audit..", "..reporting..", "..catalogue..", "..webhooks..", "..summaries..")
                .check(code);
    }

    @Test
    void views_know_the_engine_and_not_one_another() {
        slices().matching("io.daybook.projector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(code);
        noClasses()
                .that()
                .resideInAPackage("..balances..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..audit..")
                .check(code);
        noClasses()
                .that()
                .resideInAPackage("..audit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..balances..")
                .check(code);
        noClasses()
                .that()
                .resideInAnyPackage("..reporting..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..")
                .check(code);
        noClasses()
                .that()
                .resideInAnyPackage("..balances..", "..audit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..reporting..", "..catalogue..")
                .check(code);
        noClasses()
                .that()
                .resideInAPackage("..webhooks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..", "..catalogue..")
                .check(code);
        noClasses()
                .that()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..", "..catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..webhooks..")
                .check(code);
        noClasses()
                .that()
                .resideInAPackage("..catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..")
                .check(code);
        noClasses()
                .that()
                .resideInAPackage("..summaries..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..", "..catalogue..")
                .check(code);
        noClasses()
                .that()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..", "..catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..summaries..", "software.amazon.awssdk..")
                .check(code);
    }

    @Test
    void folds_are_pure() {
        classes()
                .that()
                .haveNameMatching(".*Fold(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.time..",
                        "org.jspecify..",
                        "io.daybook.events..",
                        "io.daybook.projector.balances..",
                        "io.daybook.projector.audit..",
                        "io.daybook.projector.reporting..",
                        "io.daybook.projector.catalogue..",
                        "io.daybook.projector.summaries..")
                .check(code);
    }
}
