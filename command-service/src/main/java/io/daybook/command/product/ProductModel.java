package io.daybook.command.product;

import io.daybook.command.log.JsonStreamModel;
import io.daybook.command.log.StreamModel;
import io.daybook.events.ProductEvent.ProductPublished;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into products. */
@Configuration
class ProductModel {

    @Bean
    StreamModel productStreams() {
        return new JsonStreamModel<>(
                "product/1",
                Product.class,
                ProductPublished.class,
                (published, effectiveDate) -> Product.published(published));
    }
}
