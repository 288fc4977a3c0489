package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation, as a reader follows it: its blocks marked {@code bash} in their order, with the variables that
 * those before have set. What needs another place or another state than a demo that has just been toured is marked {@code sh}, and is not run.
 *
 * @param steps the blocks
 */
record Guide(List<Step> steps) {

    private static final Pattern STEP =
            Pattern.compile("```bash\\n(?<command>.*?)```\\n+(?:```json\\n(?<answer>.*?)```)?", Pattern.DOTALL);

    /** Ids, hashes and times differ from run to run; the pages show them as an ellipsis. */
    private static final String ELLIPSIS = "…";

    /** Makes curl fail where an answer is an error: a reader of a page expects none. */
    private static final String ONLY_GOOD_ANSWERS = """
            curl() { command curl --fail-with-body "$@"; }
            """;

    /**
     * A block.
     *
     * @param command what the reader types
     * @param answer what the page says that the answer contains
     */
    record Step(String command, List<String> answer) {

        /** Types the command, in that folder, and answers with what is printed. */
        String run(RunningDemo demo, Path folder) {
            return shell(demo.asStarted(command), folder);
        }

        /** The same, where no request may be refused. */
        String runWell(RunningDemo demo, Path folder) {
            return shell(ONLY_GOOD_ANSWERS + demo.asStarted(command), folder);
        }
    }

    /** The README's tour. */
    static Guide tour() {
        String readme = text("README.md");
        int start = readme.indexOf("## A tour in five minutes");
        return new Guide(steps(readme.substring(start, readme.indexOf("\n## ", start + 1))));
    }

    /** A page under docs. */
    static Guide of(String page) {
        return new Guide(steps(text("docs/" + page)));
    }

    private static String text(String page) {
        try {
            return Files.readString(RunningDemo.CHECKOUT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Step> steps(String text) {
        var steps = new ArrayList<Step>();
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            String answer = step.group("answer") == null ? "" : step.group("answer");
            steps.add(new Step(step.group("command"), List.of(answer.split(ELLIPSIS))));
        }
        return steps;
    }

    private static String shell(String command, Path folder) {
        // A shell of its own for each block would forget the reader's variables.
        String script = """
                compgen -v | sort > .before
                [ ! -f .variables ] || . ./.variables
                %s
                compgen -v | sort | comm -13 .before - | sed -n '/^[a-z]/p' > .made
                while read -r made; do declare -p "$made"; done < .made > .variables
                """.formatted(command);
        try {
            Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as("%s%nanswered%n%s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
