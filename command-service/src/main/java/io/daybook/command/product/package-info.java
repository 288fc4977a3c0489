/**
 * Products: what the bank offers and on which terms. What can be asked ({@link io.daybook.command.product.ProductCommand}), by
 * which rules that is decided ({@link io.daybook.command.product.ProductDecider}), and what the events amount to
 * ({@link io.daybook.command.product.Product}).
 */
@NullMarked
package io.daybook.command.product;

import org.jspecify.annotations.NullMarked;
