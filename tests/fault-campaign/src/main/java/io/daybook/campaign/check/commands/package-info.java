/** Fates of commands: each that was answered has its events once, and none was made up. */
@NullMarked
package io.daybook.campaign.check.commands;

import org.jspecify.annotations.NullMarked;
