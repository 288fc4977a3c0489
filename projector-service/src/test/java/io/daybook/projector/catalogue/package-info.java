/** The catalogue view on real servers. */
@NullMarked
package io.daybook.projector.catalogue;

import org.jspecify.annotations.NullMarked;
