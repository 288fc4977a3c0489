package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.MasterKey;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnknownNamesTest {

    @ParameterizedTest
    @CsvSource({
        "--daybook.views=balnces,                   daybook.views",
        "'--daybook.views=audit,balnces',           daybook.views",
        "--daybook.databases.balnces.url=jdbc:x,    daybook.databases",
        "--daybook.gather.balnces=1s,               daybook.gather"
    })
    void a_name_that_does_not_exist_ends_the_start_with_one_sentence(
            String argument, String setting, CapturedOutput output, @TempDir Path folder) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                argument,
                                "--server.port=0",
                                "--daybook.personal-data.master-key-file=" + MasterKey.in(folder)),
                        LocalIssuer.in(folder).properties().stream().map(property -> "--" + property))
                .toList();

        assertThatThrownBy(() ->
                        SpringApplication.run(ProjectorServiceApplication.class, arguments.toArray(String[]::new)))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains(
                        "The setting %s names 'balnces', which does not exist; known are audit, balances, catalogue, reporting, summaries, webhooks."
                                .formatted(setting))
                .doesNotContain("\tat ");
    }
}
