package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnknownNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--daybook.groups=balnces|daybook.groups|audit, balances, catalogue, reporting, summaries",
                "--daybook.groups=audit,balnces|daybook.groups|audit, balances, catalogue, reporting, summaries",
                "--daybook.databases.balnces.url=jdbc:x|daybook.databases|audit, balances, catalogue, reads, reporting, summaries"
            })
    void a_name_that_does_not_exist_ends_the_start_with_one_sentence(
            String argument, String setting, String known, CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(QueryServiceApplication.class, argument, "--server.port=0"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains(
                        "The setting %s names 'balnces', which does not exist; known are %s.".formatted(setting, known))
                .doesNotContain("\tat ");
    }
}
