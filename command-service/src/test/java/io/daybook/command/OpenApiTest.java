package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.access.Identity;
import io.daybook.apidescription.DescribedService;
import io.daybook.command.http.Caller;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;

/** The description of the service's interface is the one that is kept in the documentation, and a good one. */
class OpenApiTest {

    @Test
    void the_description_in_the_documentation_is_that_of_the_code() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Identity.class);
        try (var service =
                CommandService.on(CommandService.freshLog(), DescribedService.PROPERTIES.toArray(String[]::new))) {
            String token = TestServers.issuer().token("reader", LocalIssuer.EVERY_SCOPE, null);

            var described = DescribedService.on(service.port(), token, Path.of("../docs/api/command-service.json"));

            assertThat(described.faults()).isEmpty();
            assertThat(described.text())
                    .as("docs/api/command-service.json; run this test with -Ddaybook.api=renew to write it anew")
                    .isEqualTo(described.kept());
        }
    }
}
