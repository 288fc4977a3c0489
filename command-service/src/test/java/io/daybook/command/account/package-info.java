@NullMarked
package io.daybook.command.account;

import org.jspecify.annotations.NullMarked;
