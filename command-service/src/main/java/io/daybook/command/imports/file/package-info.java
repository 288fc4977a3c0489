/**
 * Files of transactions: the formats they are written in ({@link io.daybook.command.imports.file.ImportFormat}), their records,
 * and the commands that the records stand for.
 */
@NullMarked
package io.daybook.command.imports.file;

import org.jspecify.annotations.NullMarked;
