package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.apidescription.DescribedService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The description of the service's interface is the one that is kept in the documentation, and a good one. */
class OpenApiTest {

    @Test
    void the_description_in_the_documentation_is_that_of_the_code() {
        try (var projector = new ProjectorService()) {
            var service = projector.start(DescribedService.PROPERTIES.toArray(String[]::new));
            int port = service.port();
            String token = TestServers.issuer().token("reader", LocalIssuer.EVERY_SCOPE, null);

            var described = DescribedService.on(port, token, Path.of("../docs/api/projector-service.json"));

            assertThat(described.faults()).isEmpty();
            assertThat(described.text())
                    .as("docs/api/projector-service.json; run this test with -Ddaybook.api=renew to write it anew")
                    .isEqualTo(described.kept());
        }
    }
}
