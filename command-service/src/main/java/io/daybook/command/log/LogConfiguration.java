package io.daybook.command.log;

import com.fasterxml.uuid.Generators;
import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockProperties;
import io.daybook.events.EventCodec;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the log together. */
@Configuration
class LogConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    ClockLimits clockLimits(ClockProperties properties) {
        return new ClockLimits(properties);
    }

    @Bean
    CommandQueue commandQueue(
            DataSource dataSource,
            EventCodec codec,
            List<StreamType> domains,
            Clock clock,
            ClockLimits limits,
            LogProperties properties,
            LogMetrics metrics,
            Traces traces) {
        var eventIds = Generators.timeBasedEpochGenerator();
        var appender = new Appender(
                dataSource, codec, new StreamTypes(domains), eventIds::generate, clock, limits, properties);
        return new CommandQueue(appender::append, properties, metrics, traces);
    }

    @Bean
    LogMetrics logMetrics(MeterRegistry meters) {
        return new LogMetrics(meters);
    }

    @Bean
    MeterBinder logGauges(CommandQueue queue, LogHeadReader end) {
        return meters -> {
            Gauge.builder("daybook.queue.depth", queue::size)
                    .description("Commands that wait; a group counts as one")
                    .register(meters);
            Gauge.builder("daybook.log.position", () -> positionOrNotANumber(end))
                    .description("The position of the last event")
                    .register(meters);
        };
    }

    private static double positionOrNotANumber(LogHeadReader end) {
        try {
            return end.read().position();
        } catch (EventLogUnavailableException e) {
            return Double.NaN;
        }
    }
}
