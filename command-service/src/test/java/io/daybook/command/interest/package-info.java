/** Interest over HTTP, on a real log. */
@org.jspecify.annotations.NullMarked
package io.daybook.command.interest;
