/** Accounts over REST, and the configuration that their {@link io.daybook.command.account.domain domain} needs. */
@NullMarked
package io.daybook.command.account;

import org.jspecify.annotations.NullMarked;
