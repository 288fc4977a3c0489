package io.daybook.campaign.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    @Test
    void the_checker_uses_nothing_of_the_product() {
        String[] product = Stream.of(
                        "events",
                        "command",
                        "projector",
                        "query",
                        "localstack",
                        "verifier",
                        "personaldata",
                        "telemetry")
                .map("io.daybook.%s.."::formatted)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("io.daybook.campaign.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(product)
                .check(new ClassFileImporter().importPackages("io.daybook.campaign.check"));
    }
}
