package io.daybook.command.product;

import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.command.product.domain.Product;
import io.daybook.events.ProductEvent.ProductPublished;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into products. */
@Configuration
class ProductStreamType {

    @Bean
    StreamType productStreams() {
        return new JsonStreamType<>(
                "product/1",
                Product.class,
                ProductPublished.class,
                (published, effectiveDate) -> Product.published(published));
    }
}
