/**
 * The change of the master key: all keys of customers are wrapped anew, asked for over REST and done in the background
 * ({@link io.daybook.command.keys.RewrapRunner}).
 */
@NullMarked
package io.daybook.command.keys;

import org.jspecify.annotations.NullMarked;
