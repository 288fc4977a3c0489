package io.daybook.acceptance.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of settings in the documentation is that of the code. */
class ConfigurationReferenceTest {

    private static final Path PAGE = DocumentationPages.page("configuration.md");

    private final ConfigurationReference reference = new ConfigurationReference(DocumentationPages.CHECKOUT);

    @Test
    void the_page_of_settings_is_that_of_the_code() throws IOException {
        String page = reference.page();
        if (System.getProperty("daybook.configuration", "").equals("renew")) {
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("docs/configuration.md; run this test with -Ddaybook.configuration=renew to make it again")
                .contains("daybook.log.batch-max", "daybook.access.issuer")
                .isEqualTo(DocumentationPages.text(PAGE));
    }

    @Test
    void every_setting_is_described() {
        assertThat(reference.undescribed()).isEmpty();
    }
}
