package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the README's tour: every command in it is run, and must answer what the README says. */
class TourIT {

    private static final Pattern STEP =
            Pattern.compile("```bash\\n(?<command>.*?)```\\n+(?:```json\\n(?<answer>.*?)```)?", Pattern.DOTALL);

    /** Ids, hashes and times differ from run to run; the README shows them as an ellipsis. */
    private static final String ELLIPSIS = "…";

    private record Step(String command, List<String> answer) {}

    @Test
    void every_command_of_the_tour_answers_what_the_readme_says(@TempDir Path data) throws Exception {
        List<Step> tour = tour();
        assertThat(tour).hasSizeGreaterThan(8);

        try (RunningDemo demo = RunningDemo.on(data)) {
            for (Step step : tour) {
                String output = run(demo.withPorts(step.command()));
                assertThat(step.answer())
                        .as("%s%nanswered%n%s", step.command(), output)
                        .allSatisfy(part -> assertThat(withoutSpaces(output)).contains(withoutSpaces(part)));
            }
        }
    }

    private static List<Step> tour() throws IOException {
        String readme = Files.readString(RunningDemo.CHECKOUT.resolve("README.md"));
        int start = readme.indexOf("## A tour in five minutes");
        String section = readme.substring(start, readme.indexOf("\n## ", start + 1));
        var steps = new ArrayList<Step>();
        Matcher step = STEP.matcher(section);
        while (step.find()) {
            String answer = step.group("answer") == null ? "" : step.group("answer");
            steps.add(new Step(step.group("command"), List.of(answer.split(ELLIPSIS))));
        }
        return steps;
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
