/**
 * The domain of documents: the commands ({@link io.daybook.command.document.domain.DocumentCommand}), the rules by which they are decided ({@link io.daybook.command.document.domain.DocumentDecider}),
 * and the state that the events lead to ({@link io.daybook.command.document.domain.Document}). Pure: no I/O, no framework, no clock.
 */
@NullMarked
package io.daybook.command.document.domain;

import org.jspecify.annotations.NullMarked;
