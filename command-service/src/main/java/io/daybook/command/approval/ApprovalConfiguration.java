package io.daybook.command.approval;

import io.daybook.command.decision.approval.ActionStream;
import io.daybook.command.decision.approval.ActsOfDay;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.ApprovalEvent.ActionRequested;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy, and the streams of actions that have no other stream to wait in. */
@Configuration
class ApprovalConfiguration {

    @Bean
    FourEyesPolicy fourEyesPolicy(FourEyesProperties properties) {
        return properties.policy();
    }

    @Bean
    StreamType actionStreams() {
        return new JsonStreamType<>("actions/1", ActionStream.class, ActionRequested.class, ActionStream::begun);
    }

    @Bean
    StreamType actsOfDayStreams() {
        return new JsonStreamType<>("acts/1", ActsOfDay.class, ActCounted.class, ActsOfDay::begun);
    }
}
