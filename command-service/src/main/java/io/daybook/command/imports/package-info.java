/**
 * Imports: files of transactions, from another bank's books say, that are taken in through the same decisions and the same
 * log as every command. A file is kept whole and checked as a whole while it is uploaded
 * ({@link io.daybook.command.imports.Uploads}); then one worker hands its lines to the log, group by group in the order of
 * the file ({@link io.daybook.command.imports.ImportRun}). Every line has its own identifier, which is its idempotency key:
 * whatever is repeated, a line or a file, adds nothing twice.
 */
@NullMarked
package io.daybook.command.imports;

import org.jspecify.annotations.NullMarked;
