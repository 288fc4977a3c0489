package io.daybook.command.imports;

/**
 * A line that was not taken.
 *
 * @param line the line of the file on which its record begins, 1 for the first
 * @param content the record, cut where it is very long
 * @param code the stable name of the cause
 * @param detail the cause in words
 */
record LineRefusal(long line, String content, String code, String detail) {}
