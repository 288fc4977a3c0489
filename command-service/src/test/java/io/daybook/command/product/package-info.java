/** Products, specified and over HTTP. */
@org.jspecify.annotations.NullMarked
package io.daybook.command.product;
