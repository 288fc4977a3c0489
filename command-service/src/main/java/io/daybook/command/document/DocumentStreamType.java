package io.daybook.command.document;

import io.daybook.command.document.domain.Document;
import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into documents. */
@Configuration
class DocumentStreamType {

    @Bean
    StreamType documentStreams() {
        return new JsonStreamType<>(
                "document/1",
                Document.class,
                DocumentSubmitted.class,
                (submitted, effectiveDate) -> Document.SUBMITTED);
    }
}
