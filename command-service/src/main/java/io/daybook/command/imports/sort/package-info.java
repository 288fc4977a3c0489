/**
 * Sorting of more than memory holds: entries are sorted in runs on disk, and the runs merged. Knows nothing of what the entries
 * are.
 */
@NullMarked
package io.daybook.command.imports.sort;

import org.jspecify.annotations.NullMarked;
