/**
 * What customers and reviewers ask for: the products that the bank offers, on which terms, and the documents of accounts with
 * their contents. Reads the view of the same name, and the document store.
 */
@NullMarked
package io.daybook.query.catalogue;

import org.jspecify.annotations.NullMarked;
