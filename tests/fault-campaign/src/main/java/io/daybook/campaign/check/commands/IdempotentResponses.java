package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.commands.Commands.Fate;
import java.util.List;

/** Checks that a command that is sent again under its key gets the same answer. */
public final class IdempotentResponses implements Check {

    @Override
    public String promise() {
        return "all definite answers under one key are the same";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return Commands.of(evidence).all().stream()
                .filter(fate -> differentAnswers(fate) > 1)
                .map(fate -> "%s was answered with %s".formatted(fate.sent(), fate.answers()))
                .toList();
    }

    private static long differentAnswers(Fate fate) {
        return fate.answers().stream()
                .filter(answer -> !answer.isInDoubt())
                .map(IdempotentResponses::told)
                .distinct()
                .count();
    }

    private static Answered told(Answered answer) {
        return new Answered(
                answer.key(),
                "anybody",
                answer.status(),
                answer.problem(),
                answer.version(),
                answer.position(),
                answer.eventIds());
    }
}
