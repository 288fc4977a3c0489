/**
 * The checker: judges a run by its history, the log, the read databases and the topic, with its own plain code. Nothing of the
 * product is used here, so that no fault of the product can hide in it.
 */
@NullMarked
package io.daybook.campaign.check;

import org.jspecify.annotations.NullMarked;
