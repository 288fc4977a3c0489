package io.daybook.query.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A product with all its terms.
 *
 * @param summary summary of it in lists
 * @param comingTerms the terms that will count on later dates, as far as they are known, soonest first
 * @param termsHistory all terms that were ever set, in the order in which they were set
 */
@Schema(name = "Product")
record ProductResponse(@JsonUnwrapped ProductSummary summary, List<Terms> comingTerms, List<Terms> termsHistory) {}
