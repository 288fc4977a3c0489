/**
 * Documents that are handed in for accounts, and what reviewers make of them. What can be asked
 * ({@link io.daybook.command.document.DocumentCommand}), by which rules that is decided
 * ({@link io.daybook.command.document.DocumentDecider}), and what the events amount to
 * ({@link io.daybook.command.document.Document}). The content is in the document store before the event that speaks of it is
 * in the log; content that no event speaks of is thrown away.
 */
@NullMarked
package io.daybook.command.document;

import org.jspecify.annotations.NullMarked;
