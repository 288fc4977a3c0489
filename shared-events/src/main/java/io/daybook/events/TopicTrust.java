package io.daybook.events;

import io.daybook.events.TopicMac.Finding;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Belief of a service in the records of the topic, by their MACs. */
public final class TopicTrust {

    /** Rule of believing records. */
    public enum Mode {
        /** Every record is believed; the relay publishes without MACs. */
        OFF,
        /** A record with a wrong MAC is not believed, one without a MAC is. */
        ACCEPT,
        /** Only a record with a right MAC is believed. */
        REQUIRE
    }

    private final Mode mode;
    private final @Nullable TopicMac mac;

    private TopicTrust(Mode mode, @Nullable TopicMac mac) {
        this.mode = mode;
        this.mac = mac;
    }

    /** The trust in whatever is in the topic. */
    public static TopicTrust inAll() {
        return new TopicTrust(Mode.OFF, null);
    }

    /**
     * The trust by that rule.
     *
     * @param mode not {@link Mode#OFF}
     */
    public static TopicTrust of(Mode mode, TopicMac mac) {
        if (mode == Mode.OFF) {
            throw new IllegalArgumentException("Nothing is checked when it is off.");
        }
        return new TopicTrust(mode, mac);
    }

    /** Tells whether records are published with MACs, and looked at for them. */
    public boolean isOn() {
        return mode != Mode.OFF;
    }

    /** Tells whether a record without a MAC is not believed. */
    public boolean isMacRequired() {
        return mode == Mode.REQUIRE;
    }

    /**
     * The header {@value TopicMac#HEADER} of an event that is published; none if MACs are off.
     *
     * @param range the part of the topic that has MACs, with this record
     */
    public Optional<String> sign(RecordedEvent event, MacRange range) {
        return isOn() ? Optional.of(mac().sign(event, range)) : Optional.empty();
    }

    /**
     * The MACs of the topic.
     *
     * @throws NullPointerException if they are off
     */
    public TopicMac mac() {
        return Objects.requireNonNull(mac, "MACs are off.");
    }

    /**
     * Reason why a record is not believed; none if it is.
     *
     * @param event the event in it; null if it cannot be read
     * @param header the header {@value TopicMac#HEADER}; null if it is absent
     */
    public Optional<Finding> doubt(@Nullable RecordedEvent event, @Nullable String header) {
        if (!isOn()) {
            return Optional.empty();
        }
        Finding found = mac().check(event, header);
        boolean isBelieved = found == Finding.VALID || (found == Finding.ABSENT && mode == Mode.ACCEPT);
        return isBelieved ? Optional.empty() : Optional.of(found);
    }
}
