/** A made-up town whose year fills an empty log, so that no page of the demo is empty. */
@NullMarked
package io.daybook.console.sample;

import org.jspecify.annotations.NullMarked;
