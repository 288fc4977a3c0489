/**
 * Tamper evidence: heads of the log are signed and published, events are proved to stand under them, and the whole chain is
 * verified on demand. All of it runs behind the append, which knows nothing of it.
 */
@NullMarked
package io.daybook.command.integrity;

import org.jspecify.annotations.NullMarked;
