@NullMarked
package io.daybook.command.customer.domain;

import org.jspecify.annotations.NullMarked;
