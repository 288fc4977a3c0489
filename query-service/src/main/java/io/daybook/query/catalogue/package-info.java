/**
 * Products that the bank offers, with their terms, and documents of accounts with their contents. Reads the view of the same
 * name, and the document store.
 */
@NullMarked
package io.daybook.query.catalogue;

import org.jspecify.annotations.NullMarked;
