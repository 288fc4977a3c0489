/** The views beside the log: expected tables, worked out from the events, and what clients read meanwhile. */
@NullMarked
package io.daybook.campaign.check.views;

import org.jspecify.annotations.NullMarked;
