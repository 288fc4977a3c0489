package io.daybook.command.log;

import com.fasterxml.uuid.Generators;
import io.daybook.events.EventCodec;
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
    CommandQueue commandQueue(
            DataSource dataSource, EventCodec codec, List<StreamModel> domains, Clock clock, LogProperties properties) {
        var eventIds = Generators.timeBasedEpochGenerator();
        return new CommandQueue(
                new Appender(dataSource, codec, new StreamModels(domains), eventIds::generate, clock, properties),
                properties);
    }
}
