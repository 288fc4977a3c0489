/** The log by itself: without gaps, chained, in order of time, with no money made and no limit passed. */
@NullMarked
package io.daybook.campaign.check.log;

import org.jspecify.annotations.NullMarked;
