@NullMarked
package io.daybook.command.account.domain;

import org.jspecify.annotations.NullMarked;
