/** The catalogue view: the products that the bank offers with all their terms, and what is known about documents. */
@NullMarked
package io.daybook.projector.catalogue;

import org.jspecify.annotations.NullMarked;
