package io.daybook.command.document;

import io.daybook.command.log.JsonStreamModel;
import io.daybook.command.log.StreamModel;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into documents. */
@Configuration
class DocumentModel {

    @Bean
    StreamModel documentStreams() {
        return new JsonStreamModel<>(
                "document/1",
                Document.class,
                DocumentSubmitted.class,
                (submitted, effectiveDate) -> Document.SUBMITTED);
    }
}
