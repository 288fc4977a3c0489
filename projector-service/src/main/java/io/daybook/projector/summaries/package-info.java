/** Account summaries, one item each in DynamoDB. */
@NullMarked
package io.daybook.projector.summaries;

import org.jspecify.annotations.NullMarked;
