package io.daybook.command;

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
            .importPackages("io.daybook.command");

    @Test
    void the_domain_is_pure() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.account\\.(Account|AccountCommand|AccountRefusal|AccountRules|Amount|Holds|InterestHistory|InterestAccrual|OpenAccountIfAbsent|OriginalTransaction|ValueDatedBalances|[A-Za-z]+Decider)(\\$.*)?")
                .or()
                .haveNameMatching(".*\\.product\\.(Product|ProductCommand|ProductRefusal|ProductDecider)(\\$.*)?")
                .or()
                .haveNameMatching(
                        ".*\\.document\\.(Document|DocumentCommand|DocumentRefusal|DocumentDecider|FileName)(\\$.*)?")
                .or()
                .haveNameMatching(".*\\.customer\\.(Customer|CustomerCommand|CustomerRefusal|CustomerDecider)(\\$.*)?")
                .or()
                .resideInAPackage("..decision..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.time..",
                        "java.nio.charset..",
                        "java.text..",
                        "org.jspecify..",
                        "io.daybook.events..",
                        "io.daybook.command.decision..",
                        "io.daybook.command.product..",
                        "io.daybook.command.account..",
                        "io.daybook.command.customer..",
                        "io.daybook.command.document..")
                .check(code);
    }

    @Test
    void the_domain_has_no_clock_of_its_own() {
        noClasses()
                .that()
                .resideInAnyPackage("..account..", "..customer..", "..product..", "..document..", "..decision..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(code);
    }

    @Test
    void the_log_and_the_relay_know_no_domain() {
        noClasses()
                .that()
                .resideInAnyPackage("..log..", "..relay..", "..http..", "..decision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..account..", "..customer..", "..product..", "..document..")
                .check(code);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("io.daybook.command.(*)..").should().beFreeOfCycles().check(code);
    }
}
