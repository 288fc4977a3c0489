/** Builds of the product that are broken on purpose, to see that the checker notices. Uses the JDK alone: it runs in the services. */
@NullMarked
package io.daybook.campaign.mutant;

import org.jspecify.annotations.NullMarked;
