package io.daybook.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.query");

    @Test
    void groups_know_nothing_of_one_another() {
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
                .resideInAPackage("..reporting..")
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
                .resideInAPackage("..catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..")
                .check(code);
    }

    @Test
    void the_store_of_summaries_is_known_to_their_group_only() {
        noClasses()
                .that()
                .resideInAPackage("..summaries..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..balances..", "..audit..", "..reporting..", "..catalogue..")
                .check(code);
        noClasses()
                .that()
                .resideOutsideOfPackage("..summaries..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(code);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("io.daybook.query.(*)..").should().beFreeOfCycles().check(code);
    }
}
