@NullMarked
package io.daybook.command.product.domain;

import org.jspecify.annotations.NullMarked;
