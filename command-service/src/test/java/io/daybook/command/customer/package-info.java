@NullMarked
package io.daybook.command.customer;

import org.jspecify.annotations.NullMarked;
