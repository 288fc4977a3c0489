package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.acceptance.Guide.Step;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows the README's tour and then the pages under docs: every command in them is run as it is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TourIT {

    private static final LocalDate TOUR_BEGINS = LocalDate.parse("2026-01-01");

    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path data) {
        // The earliest date of the tour lies just in the window.
        long backDays = ChronoUnit.DAYS.between(TOUR_BEGINS, LocalDate.now(ZoneOffset.UTC));
        demo = RunningDemo.on(data, Map.of("DAYBOOK_VALUEDATES_BACKDAYS", Long.toString(backDays)));
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    @Order(1)
    void every_command_of_the_tour_answers_what_the_readme_says(@TempDir Path folder) {
        Guide tour = Guide.tour();
        assertThat(tour.steps()).hasSizeGreaterThan(8);

        follow(tour, folder);
    }

    @Test
    @Order(2)
    void every_command_for_operators_answers_what_the_page_says(@TempDir Path folder) {
        Guide page = Guide.of("curl.md");
        assertThat(page.steps()).hasSizeGreaterThan(6);

        follow(page, folder);
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"idempotency.md", "conditional-requests.md", "bitemporal-queries.md", "pagination.md"})
    void every_command_about_the_interface_answers_what_the_page_says(String page, @TempDir Path folder) {
        Guide guide = Guide.of(page);
        assertThat(guide.steps()).hasSizeGreaterThan(2);

        follow(guide, folder);
    }

    private void follow(Guide guide, Path folder) {
        for (Step step : guide.steps()) {
            String output = step.run(demo, folder);
            assertThat(step.answer())
                    .as("%s%nanswered%n%s", step.command(), output)
                    .allSatisfy(part -> assertThat(withoutSpaces(output)).contains(withoutSpaces(part)));
        }
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"catalogue.md", "reports.md"})
    void every_command_of_the_pages_works_as_it_is_written(String page, @TempDir Path folder) {
        Guide guide = Guide.of(page);
        assertThat(guide.steps()).isNotEmpty();

        guide.steps().forEach(step -> step.runWell(demo, folder));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
