/** The topic beside the log: complete, and in the order of each account. */
@NullMarked
package io.daybook.campaign.check.topic;

import org.jspecify.annotations.NullMarked;
