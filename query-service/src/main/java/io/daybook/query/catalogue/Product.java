package io.daybook.query.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A product with all its terms.
 *
 * @param summary what lists show of it
 * @param comingTerms the terms that will count on later dates, as far as they are known, soonest first
 * @param termsHistory all terms that were ever set, in the order in which they were set
 */
record Product(@JsonUnwrapped ProductSummary summary, List<Terms> comingTerms, List<Terms> termsHistory) {}
