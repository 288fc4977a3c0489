package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Sent;
import io.daybook.campaign.check.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands of a history beside what the log has of them.
 *
 * @param all the commands, in the order in which they were sent first
 */
public record Commands(List<Fate> all) {

    /**
     * A command's fate.
     *
     * @param sent the command
     * @param answers results of its attempts, in order
     * @param events its events in the log, in order
     */
    public record Fate(Sent sent, List<Answered> answers, List<LogEvent> events) {

        public boolean isAcknowledged() {
            return answers.stream().anyMatch(Answered::isAcknowledged);
        }

        public boolean isRefused() {
            return answers.stream().anyMatch(Answered::isRefused);
        }
    }

    public static Commands of(Evidence evidence) {
        Map<String, List<LogEvent>> events = new HashMap<>();
        for (LogEvent event : evidence.log()) {
            events.computeIfAbsent(String.valueOf(event.reason()), key -> new ArrayList<>())
                    .add(event);
        }
        Map<String, Fate> fates = new LinkedHashMap<>();
        for (Line line : evidence.history()) {
            if (line instanceof Sent sent) {
                fates.put(sent.key(), new Fate(sent, new ArrayList<>(), events.getOrDefault(sent.key(), List.of())));
            } else if (line instanceof Answered answered) {
                Fate fate = fates.get(answered.key());
                if (fate == null) {
                    throw new IllegalArgumentException("The history has an answer to what was never sent: " + answered);
                }
                fate.answers().add(answered);
            }
        }
        return new Commands(List.copyOf(fates.values()));
    }
}
