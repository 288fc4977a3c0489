package io.daybook.command;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamState;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] DOMAIN = {"..domain..", "..decision.."};

    /** The packages that serve all capabilities. */
    private static final String[] SHARED = {
        "io.daybook.command.decision..",
        "io.daybook.command.http..",
        "io.daybook.command.kafka..",
        "io.daybook.command.log.."
    };

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.command");

    @Test
    void the_domain_is_pure() {
        classes()
                .that()
                .resideInAnyPackage(DOMAIN)
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
                        "io.daybook.command.*.domain..")
                .check(CODE);
    }

    @Test
    void what_is_decided_is_decided_in_the_domain() {
        classes()
                .that()
                .areAssignableTo(Command.class)
                .or()
                .areAssignableTo(StreamState.class)
                .or()
                .areAssignableTo(Refusal.class)
                .or()
                .haveSimpleNameEndingWith("Decider")
                .should()
                .resideInAnyPackage(DOMAIN)
                .check(CODE);
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
                .check(CODE);
    }

    @Test
    void capabilities_know_one_another_only_where_the_bank_s_own_terms_do() {
        slices().matching("io.daybook.command.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
                // An account is of a product, and a document of an account.
                .ignoreDependency(resideInAPackage("..account.domain"), resideInAPackage("..product.domain"))
                .ignoreDependency(resideInAPackage("..document.."), resideInAPackage("..account.domain"))
                // A holder is a customer, and is named as one.
                .ignoreDependency(resideInAPackage("..command.account"), resideInAPackage("..command.customer"))
                // Files and interest runs are many commands to accounts.
                .ignoreDependency(resideInAPackage("..imports.."), resideInAPackage("..account.."))
                .ignoreDependency(resideInAPackage("..interest"), resideInAPackage("..account.domain"))
                // What waits for a time is called when it has come.
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.daybook.command.due"))
                .check(CODE);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("io.daybook.command.(**)").should().beFreeOfCycles().check(CODE);
    }
}
