package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.ViewCatalogue.View;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegisteredViewsTest {

    private final ProjectorService projector = new ProjectorService();

    @AfterEach
    void close() {
        projector.close();
    }

    @Test
    void without_a_setting_every_consumer_that_the_service_has_is_run_and_those_are_the_views_of_the_catalogue() {
        RunningService service = projector.start();
        List<String> catalogued =
                ProjectorService.CATALOGUE.views().stream().map(View::name).toList();

        assertThat(projector.get("/v1/views").body().path("items").valueStream())
                .extracting(view -> view.path("name").asString())
                .isEqualTo(catalogued);
        assertThat(service.beans(EventConsumer.class))
                .extracting(EventConsumer::name)
                .containsExactlyInAnyOrderElementsOf(catalogued);
    }
}
