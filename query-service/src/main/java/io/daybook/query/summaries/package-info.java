/** The summaries group: one account by its id, from DynamoDB. */
@NullMarked
package io.daybook.query.summaries;

import org.jspecify.annotations.NullMarked;
