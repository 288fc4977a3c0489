package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import java.util.List;

/** A no is a no. */
public final class NoRefusedCommandInLog implements Check {

    @Override
    public String promise() {
        return "no refused command is in the log";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return Commands.of(evidence).all().stream()
                .filter(fate -> fate.isRefused() && !fate.events().isEmpty())
                .map(fate -> "%s was answered with %s, but the log has %s"
                        .formatted(fate.sent(), fate.answers().getLast(), fate.events()))
                .toList();
    }
}
