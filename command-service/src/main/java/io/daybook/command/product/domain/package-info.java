/**
 * The domain of products: the commands ({@link io.daybook.command.product.domain.ProductCommand}), the rules by which they are decided ({@link io.daybook.command.product.domain.ProductDecider}),
 * and the state that the events lead to ({@link io.daybook.command.product.domain.Product}). Pure: no I/O, no framework, no clock.
 */
@NullMarked
package io.daybook.command.product.domain;

import org.jspecify.annotations.NullMarked;
