/** Made-up bank whose year of bookings fills an empty suite. */
@NullMarked
package io.daybook.samplebank;

import org.jspecify.annotations.NullMarked;
