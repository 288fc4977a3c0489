/** A service's clock, put wrong while it runs. Uses the JDK alone: it runs in the service. */
@NullMarked
package io.daybook.campaign.clock;

import org.jspecify.annotations.NullMarked;
