package io.daybook.query.catalogue;

import io.daybook.events.ProductEvent;
import io.daybook.query.catalogue.ProductQueries.CursorPosition;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Products that the bank offers. */
@RestController
class ProductQueryController {

    private final ProductQueries products;
    private final VersionWaits waits;

    ProductQueryController(ProductQueries products, @Qualifier(CatalogueGroup.NAME) VersionWaits waits) {
        this.products = products;
        this.waits = waits;
    }

    /** Products: all of them in the order of their codes, or those that fit a search, the best first. */
    @GetMapping("/v1/products")
    Page<ProductSummary> products(
            @RequestParam(required = false) @Nullable SearchText q,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(required = false) @Nullable ProductStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("products", q, currency, status);
        CursorPosition after = cursor == null || cursor.isEmpty()
                ? null
                : cursors.read(cursor, fields -> new CursorPosition(fields.rank(0), fields.text(1)));
        List<SearchHit<ProductSummary>> found = products.find(q, currency, status, after, limit);
        return SearchHit.page(found, limit, cursors);
    }

    /** One product with its terms, those of today, those to come and all there ever were. */
    @GetMapping("/v1/products/{code}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "It still has the version of If-None-Match.")
    @Nullable
    ProductResponse product(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            ServletWebRequest request) {
        UUID stream = ProductEvent.streamId(code);
        waits.await(stream, atLeastVersion);
        ProductResponse product = products.product(stream);
        return request.checkNotModified("\"" + product.summary().version() + "\"") ? null : product;
    }
}
