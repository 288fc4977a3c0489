package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.apidescription.DescribedService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.query.http.SearchText;
import io.daybook.testsupport.TestServers;
import io.swagger.v3.oas.models.media.StringSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;

/** The description of the service's interface is the one that is kept in the documentation, and a good one. */
class OpenApiTest {

    @Test
    void the_description_in_the_documentation_is_that_of_the_code() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(SearchText.class, new StringSchema())
                .replaceWithSchema(Currency.class, new StringSchema().example("EUR"));
        var properties = new ArrayList<>(DescribedService.PROPERTIES);
        // Described as well, though it is off by default; nothing is asked of its store.
        properties.add("daybook.groups=balances,audit,reporting,catalogue,summaries");
        properties.add("daybook.dynamodb.endpoint=http://127.0.0.1:1");
        try (var service = new QueryService(properties.toArray(String[]::new))) {
            String token = TestServers.issuer().token("reader", LocalIssuer.EVERY_SCOPE, null);

            var described = DescribedService.on(service.port(), token, Path.of("../docs/api/query-service.json"));

            assertThat(described.faults()).isEmpty();
            assertThat(described.text())
                    .as("docs/api/query-service.json; run this test with -Ddaybook.api=renew to write it anew")
                    .isEqualTo(described.kept());
        }
    }
}
